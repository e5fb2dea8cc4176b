/** Other threads that take a share of the reading and rendering; whatever becomes of them, the work gets done. */
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

/** What a thread is told: once what a task needs to know, then one batch of jobs after another. */
export type Order = { task: string; knowing: unknown } | { task: string; id: number; jobs: readonly unknown[] }

/** What it answers: a batch's results in their order. */
export interface Answer {
  id: number
  results: unknown[]
}

/** Threads under way. `lost` is told of the jobs that a thread took with it when it died. */
export interface Crew {
  size: number
  prepare: (task: string, knowing: unknown) => void
  /** Whether a thread has room for another batch. */
  idle: () => boolean
  hand: (task: string, jobs: readonly unknown[], done: (results: unknown[]) => void, lost: () => void) => void
  close: () => void
}

/** Batches that a thread has waiting: it never runs dry while this one works on a job of its own. */
const WAITING = 2

/** Starts `size` threads of the module `worker`. */
export function openCrew(worker: URL, size: number): Crew {
  type Hand = { thread: Worker; batches: Map<number, { done: (results: unknown[]) => void; lost: () => void }> }
  const hands = new Set<Hand>()
  const known: Order[] = []
  let count = 0
  for (let i = 0; i < size; i++) {
    const hand: Hand = { thread: new Worker(worker), batches: new Map() }
    const gone = () => {
      if (!hands.delete(hand)) return
      for (const { lost } of hand.batches.values()) lost()
    }
    hand.thread.on('message', ({ id, results }: Answer) => {
      const batch = hand.batches.get(id)
      hand.batches.delete(id)
      batch?.done(results)
    })
    // A thread that fails tells nothing here: its jobs are done by this one, which fails as itself where they are at fault.
    hand.thread.on('error', gone)
    hand.thread.on('exit', gone)
    hands.add(hand)
  }
  return {
    size,
    prepare(task, knowing) {
      known.push({ task, knowing })
      for (const { thread } of hands) thread.postMessage({ task, knowing } satisfies Order)
    },
    idle: () => [...hands].some(({ batches }) => batches.size < WAITING),
    hand(task, jobs, done, lost) {
      const [hand] = [...hands].sort((a, b) => a.batches.size - b.batches.size)
      if (!hand) return lost()
      const id = count++
      hand.batches.set(id, { done, lost })
      hand.thread.postMessage({ task, id, jobs } satisfies Order)
    },
    close() {
      for (const hand of [...hands]) {
        hands.delete(hand)
        void hand.thread.terminate()
      }
    },
  }
}

/** How many jobs this thread and another one do at a time. */
const OWN = 4
const BATCH = 16

/** How jobs are done: here by `own`, or there with what `pack` makes of them; `take` says whether the result will do. */
export interface Sharing<Job, Result> {
  task: string
  own: (job: Job) => void | Promise<void>
  pack: (job: Job) => unknown
  take: (job: Job, result: Result) => boolean
}

/**
 * Does all jobs, in this thread and, where there is a crew, in its threads, in no order. What a thread did not do well, or
 * took with it when it died, is done here.
 */
export async function shareOut<Job, Result>(
  jobs: Iterable<Job>,
  crew: Crew | null,
  { task, own, pack, take }: Sharing<Job, Result>,
): Promise<void> {
  const rest = jobs[Symbol.iterator]()
  const next = (count: number): Job[] => {
    const taken: Job[] = []
    while (taken.length < count) {
      const one = rest.next()
      if (one.done) break
      taken.push(one.value)
    }
    return taken
  }
  let away = 0
  let wake = () => {}
  const back: Job[] = []
  const hand = (batch: readonly Job[]) => {
    const settle = () => {
      away--
      wake()
    }
    const done = (results: unknown[]) => {
      for (const [index, job] of batch.entries()) if (!take(job, results[index] as Result)) back.push(job)
      settle()
    }
    const lost = () => {
      for (const job of batch) back.push(job)
      settle()
    }
    away++
    crew?.hand(task, batch.map(pack), done, lost)
  }
  for (;;) {
    while (crew?.idle()) {
      const batch = next(BATCH)
      if (batch.length === 0) break
      hand(batch)
    }
    const mine = next(OWN)
    for (const job of mine) await own(job)
    if (mine.length < OWN) break
    // Not for the other threads alone: the native parser gives its memory back only between two turns of the loop.
    await setImmediate()
  }
  while (away > 0)
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  for (const job of back) await own(job)
}

/** Threads, started once there is enough to do for them. */
export interface Threads {
  forJobs: (jobs: number) => Crew | null
  close: () => void
}

/** Fewer jobs are done before another thread has started. */
const WORTH_THREADS = 200

/** `available` is how many threads may work, and their module. */
export function threads(available: { count: number; worker: URL } | null): Threads {
  let crew: Crew | null = null
  return {
    forJobs(jobs) {
      if (available !== null && available.count > 1 && jobs >= WORTH_THREADS)
        crew ??= openCrew(available.worker, available.count - 1)
      return crew
    },
    close: () => crew?.close(),
  }
}
