/** Counts beside the titles of lists, read in batches; where the endpoint is away, all numbers from the site's own file. */
import { show, told } from './page.ts'
import { isReader, request } from './visit.ts'

/** Paths in one request, so that its address stays short. */
const BATCH = 40

async function read(address: string): Promise<void> {
  const response = await fetch(address, request())
  if (response.ok) show(await response.json())
  else throw response.status
}

async function readLists(): Promise<void> {
  // The beacon, which comes to the same page at the same time, may have found the endpoint away.
  if (told.away) throw told.away
  const hooks = document.querySelectorAll<HTMLElement>('[data-views]')
  const paths = [...new Set([...hooks].map(({ dataset }) => dataset.path as string))]
  while (paths.length > 0) {
    const query = paths.splice(0, BATCH).map((path) => `&path=${encodeURIComponent(path)}`)
    // The address for reading ends with the page's own path.
    await read(told.counts.replace(/&path=.*/, query.join('')))
  }
}

if (isReader)
  readLists()
    .catch(() => read(told.fallback))
    // Whatever fails, the page stays as it was: numbers adorn it, and nobody is told of their absence.
    .catch(() => {})
