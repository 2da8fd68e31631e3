import path from 'node:path'

/** Where pictures of pages go: a folder for each language, in it one for each scene, in it one for each state. */
export const SCREENS_FOLDER = path.resolve('test-results/screens')

/** Beside the pictures of a state: the path of its page. */
export const PAGE_FILE = 'page.txt'
