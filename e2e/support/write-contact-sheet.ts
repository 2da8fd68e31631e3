import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pagesOf } from './pages-of'
import { PAGE_FILE, SCREENS_FOLDER } from './screens-folder'

/**
 * All pictures on one page, which opens from the file system: languages, scenes, states; narrow and wide, light and
 * dark.
 *
 * @throws Error when all were to be taken, and a page of the product has none
 */
export default function writeContactSheet() {
  if (!existsSync(SCREENS_FOLDER)) return
  const file = path.join(SCREENS_FOLDER, 'index.html')
  writeFileSync(file, sheet())
  process.stdout.write(`\nThe contact sheet: ${file}\n`)
  const shown = readdirSync(SCREENS_FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === PAGE_FILE)
    .map((name) => readFileSync(path.join(SCREENS_FOLDER, name), 'utf8'))
  const missing = pagesOf('app').filter((page) => !shown.includes(page))
  if (process.env.E2E_SCREENS_PART === '' && missing.length > 0)
    throw new Error(`No picture shows ${missing.join(', ')}.`)
}

function sheet(): string {
  const scenes = foldersIn('').flatMap((language) => foldersIn(language).map((scene) => path.join(language, scene)))
  const links = scenes.map((scene) => `<a href="#${idOf(scene)}">${scene.replace(path.sep, ' · ')}</a>`)
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>${STYLE}</style>
<nav>${links.join('\n')}</nav><main>${scenes.map(sceneSection).join('\n')}</main></html>
`
}

function sceneSection(scene: string): string {
  const states = foldersIn(scene).map((state) => path.join(scene, state))
  return `<section id="${idOf(scene)}"><h2>${scene.replace(path.sep, ' · ')}</h2>${states.map(stateRow).join('\n')}</section>`
}

function stateRow(folder: string): string {
  const pictures = readdirSync(path.join(SCREENS_FOLDER, folder)).filter((name) => name.endsWith('.png'))
  const figures = pictures
    .toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10) || (one < other ? 1 : -1))
    .map((name) => {
      const address = [...folder.split(path.sep), name].map(encodeURIComponent).join('/')
      return `<a href="${address}"><img src="${address}" alt="${path.basename(folder)}, ${name}" class="w${Number.parseInt(name, 10)}" loading="lazy"></a>`
    })
  return `<h3>${path.basename(folder).replace(/^\d+ /, '')}</h3><div>${figures.join('')}</div>`
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(path.join(SCREENS_FOLDER, folder), { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
}

const idOf = (scene: string) => scene.replaceAll(/[^a-z]+/gi, '-').toLowerCase()

const STYLE =
  'body{display:flex;margin:0;font:15px/1.5 system-ui;background:#8883}nav{position:sticky;top:0;height:100vh;width:14rem;' +
  'flex:none;overflow:auto;padding:1rem;box-sizing:border-box}nav a{display:block}main{padding:1rem 2rem;min-width:0}' +
  'h2{margin:2rem 0 0}h3{margin:1rem 0 .25rem;font-weight:500}div{display:flex;gap:1rem;align-items:start;overflow:auto}' +
  'img{border:1px solid #8888;display:block}.w390{width:195px}.w1280{width:640px}'
