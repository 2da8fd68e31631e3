import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '../../scripts/support/ports.mjs'
import { ROOT } from '../../scripts/support/root.mjs'
import { run } from '../../scripts/support/run.mjs'
import { Connection } from '../load/connection'
import type { PlannedRequest } from '../load/plan'
import type { Options } from '../options'
import { startServer } from './start-server'
import type { Subject } from './subject'

const FOLDER = path.join(ROOT, 'bench/django')
/** Debian's: the packages below are installed for no other. */
const PYTHON = '/usr/bin/python3'
const MODULES = 'django, rest_framework, rest_framework_simplejwt, bcrypt, gunicorn'
const PASSWORD = 'violet-anchor-47-meadow'

export const HOW_TO_INSTALL_DJANGO =
  'apt-get install python3-django python3-djangorestframework python3-djangorestframework-simplejwt python3-bcrypt gunicorn'

/** @returns null where Debian's Django is not installed */
export async function startDjango({ processes, cost, connections }: Options): Promise<Subject | null> {
  const { isOk: isInstalled, output: version } = await run(PYTHON, [
    '-c',
    `import ${MODULES}; print(django.__version__)`,
  ])
  if (!isInstalled) return null
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-bench-django-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const environment = {
    BENCH_DATABASE: path.join(folder, 'django.db'),
    BENCH_HASH_COST: String(cost),
    DJANGO_SETTINGS_MODULE: 'settings',
    PYTHONPATH: FOLDER,
    PYTHONDONTWRITEBYTECODE: '1',
  }
  const { isOk, output } = await run(PYTHON, ['fill.py', String(connections), PASSWORD], {
    cwd: FOLDER,
    env: environment,
  })
  if (!isOk) throw new Error(`Django's database was not filled:\n${output}`)

  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = await startServer({
    command: PYTHON,
    args: [
      '-m',
      'gunicorn',
      '-w',
      String(processes),
      '-b',
      `127.0.0.1:${port}`,
      'django.core.wsgi:get_wsgi_application()',
    ],
    environment,
    folder: FOLDER,
    url,
    readyPath: '/live',
  })
  const logIns = Array.from({ length: connections }, (_, nth) =>
    post('/token', { username: `client-${nth}`, password: PASSWORD }),
  )
  const tokens = await Promise.all(logIns.map((request) => logIn(url, request)))
  return {
    name: `Django ${version.trim()}`,
    processId: server.processId,
    eventLoop: null,
    plans: {
      live: { url, requests: tokens.map(() => ({ method: 'GET', path: '/live', headers: {} })) },
      profile: {
        url,
        requests: tokens.map(({ access }) => ({
          method: 'GET',
          path: '/profile',
          headers: { authorization: `Bearer ${access}` },
        })),
      },
      refresh: { url, requests: tokens.map(({ refresh }) => post('/token/refresh', { refresh })) },
      'log-in': { url, requests: logIns },
    },
    stop: () => server.stop(),
  }
}

async function logIn(url: string, request: PlannedRequest): Promise<{ access: string; refresh: string }> {
  const connection = new Connection(url)
  const { status, body } = await connection.send(request)
  connection.close()
  if (status !== 200) throw new Error(`Django answered ${status} to a log-in: ${body}`)
  return JSON.parse(body) as { access: string; refresh: string }
}

function post(endpoint: string, body: Record<string, string>): PlannedRequest {
  return { method: 'POST', path: endpoint, headers: {}, body }
}
