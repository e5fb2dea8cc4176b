/** A request as bytes: what no browser and no library would send. */
import { connect, type Socket } from 'node:net'

/** Sends the bytes and gives what comes back until the connection ends. */
export function raw(origin: string, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = open(origin)
    const parts: Buffer[] = []
    const done = () => {
      socket.destroy()
      resolve(Buffer.concat(parts).toString('latin1'))
    }
    socket.setTimeout(100_000, done)
    socket.on('data', (part) => parts.push(part))
    // A connection that the server resets is answered by that.
    socket.on('error', done)
    socket.on('close', done)
    socket.write(bytes)
  })
}

/** A connection to the host and port of an origin. */
export function open(origin: string): Socket {
  const { hostname, port } = new URL(origin)
  return connect(Number(port), hostname)
}

/** The bytes of a request that closes its connection; `target` is taken as it is. */
export function request(origin: string, target: string, method = 'GET', headers: Record<string, string> = {}): string {
  const given = { Host: new URL(origin).host, Connection: 'close', ...headers }
  const lines = Object.entries(given).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`
}

/** The status of a raw answer; 0 where there is none. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
}
