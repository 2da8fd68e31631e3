import { headers } from 'next/headers'

/** The bare dynamic page: rendered for each request, because it depends on one of its headers. */
export default async function Page() {
  return <h1>Served by {(await headers()).get('host')}</h1>
}
