/** A real nginx in front of a built site, with the settings that build-portal ships: an installed one, else Debian's package nginx-light. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { nginxSettings } from '../../src/authoring/starter/server-settings.ts'
import { installPackage } from './debian.ts'

const places = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx']
const isThere = (program: string) => spawnSync(program, ['-v'], { stdio: 'ignore' }).status === 0

/** The path of an nginx that starts; `NGINX` may name one. Throws with what to do where there is none. */
function nginx(): string {
  const known = [process.env.NGINX ?? '', ...places].find((one) => one !== '' && isThere(one))
  if (known !== undefined) return known
  const refusal = installPackage('nginx-light', ['debian', 'ubuntu'])
  if (refusal === null && isThere('/usr/sbin/nginx')) return '/usr/sbin/nginx'
  throw new Error(`These tests need nginx: install nginx-light, or set NGINX to its path. ${refusal ?? ''}`)
}

/** What nginx needs around a server of `conf.d`, in a folder of its own. */
function whole(folder: string, settings: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (one) => `${one}_temp_path ${folder}/${one};`,
  )
  return `daemon off;
pid ${folder}/pid;
error_log ${folder}/error.log;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 64; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  ${temporary.join('\n  ')}
  ${settings}
}
`
}

/** The settings as shipped, but for where things lie and where it listens. */
export function shippedSettings(root: string, port: number, site = join(root, '_site')): string {
  return nginxSettings('en', 'localhost')
    .replace(/^#.*\n/gm, '')
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace(/ *listen \[::\]:80;\n/, '')
    .replace('/var/www/portal', site)
    .replaceAll('/var/lib/portal', join(root, '_server'))
}

/** What `nginx -t` says of settings; empty where it has no objection. */
export function objections(settings: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'nginx.conf'), whole(folder, settings))
  const { status, stderr } = spawnSync(nginx(), ['-t', '-p', folder, '-c', join(folder, 'nginx.conf')], {
    encoding: 'utf8',
  })
  return status === 0 && !/\[(?:warn|emerg|error)\]/.test(stderr) ? '' : stderr
}

/** Starts nginx with settings made for a free port, and gives its origin. It ends with the test. */
export async function startNginx(settings: (port: number) => string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  const port = await freePort()
  writeFileSync(join(folder, 'nginx.conf'), whole(folder, settings(port)))
  const server = spawn(nginx(), ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  server.stderr.on('data', (piece) => {
    said += String(piece)
  })
  onTestFinished(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    if (server.exitCode === null && server.kill('SIGTERM')) await ended
    rmSync(folder, { recursive: true, force: true })
  })
  const origin = `http://127.0.0.1:${port}`
  for (;;) {
    if (server.exitCode !== null) throw new Error(`nginx ended: ${said}`)
    const answered = await fetch(origin).then(
      () => true,
      () => false,
    )
    if (answered) return origin
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
