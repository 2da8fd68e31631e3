import path from 'node:path'

/** The folder of the project, wherever a script is called from. */
export const ROOT = path.resolve(import.meta.dirname, '../..')
