/**
 * The one value of a name in this process. A bundler may load a module several times (once for start-up, once
 * for the pages), but connections, pools and workers must exist once.
 *
 * @param name unique within the project
 * @param create called at the first use only
 */
export function processSingleton<T>(name: string, create: () => T): T {
  const key = Symbol.for(`vestibule.${name}`)
  const store = globalThis as unknown as Record<symbol, T | undefined>
  return (store[key] ??= create())
}
