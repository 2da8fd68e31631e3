import { test } from './test'

/** Declares the same tests twice: for a browser whose page has woken up, and for one that has only the plain forms. */
export function withAndWithoutJavaScript(declareTests: () => void): void {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
      test.use({ javaScriptEnabled })
      declareTests()
    })
  }
}
