import { Advice } from './advice.mjs'
import { isBuilt } from './build-app.mjs'

/**
 * Serves the built product: one process is this very one, several share the port beside it. Either way a signal to this
 * process lets what is in flight finish and ends it, and nothing is left behind.
 *
 * @param {{ host: string, port: number, processes: number }} settings
 * @throws Advice when there is no build
 */
export async function startNext({ host, port, processes }) {
  if (!isBuilt()) throw new Advice('There is no build yet: run `npm run up`, or `npm run build` before `npm start`.')
  // Loaded only now: in a fresh clone what they stand on is installed by the steps before.
  const { serveNext } = await import('./serve-next.mjs')
  const { serveCluster } = await import('./serve-cluster.mjs')
  await (processes > 1 ? serveCluster({ host, port, processes }) : serveNext({ host, port }))
}
