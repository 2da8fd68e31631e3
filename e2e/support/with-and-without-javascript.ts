import { test } from './test'

/**
 * Declares the same tests twice: for a browser whose page has woken up, and for one that has only the plain forms. The
 * second form of one kind differs little from the first, so `npm test` runs one file for each kind (`isOneOfItsKind`),
 * and `npm run test:all` the others too.
 */
export function withAndWithoutJavaScript(declareTests: () => void, { isOneOfItsKind = false } = {}): void {
  for (const javaScriptEnabled of [true, false]) {
    const tag = javaScriptEnabled || isOneOfItsKind ? [] : ['@long']
    test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', { tag }, () => {
      test.use({ javaScriptEnabled })
      declareTests()
    })
  }
}
