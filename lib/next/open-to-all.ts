/** Headers of what is the same for everybody and nobody's secret: any origin may read it, and keep it for a few minutes. */
export const OPEN_TO_ALL = {
  'Cache-Control': 'public, max-age=300, stale-while-revalidate=3600',
  'Access-Control-Allow-Origin': '*',
}
