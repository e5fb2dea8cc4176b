/** What the arguments say even where they cannot be read as a whole, and what is wrong with them. */

import { type CommanderError, Option } from 'commander'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import { type CommandName, commandNames, type Options, optionNames } from './options.ts'
import type { Words } from './words.ts'

/** The value of `--lang`, before the arguments are read. */
export function askedLanguage(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  return at < 0 ? undefined : argv[at] === '--lang' ? argv[at + 1] : argv[at]?.slice('--lang='.length)
}

/** Whether a format is asked for, also where the arguments as a whole cannot be read. */
export function asksFor(format: 'json' | 'gitlab', argv: readonly string[]): boolean {
  return argv.some((arg, index) => arg === `--format=${format}` || (arg === format && argv[index - 1] === '--format'))
}

/** The command that the arguments name. */
export function knownCommand(argv: readonly string[]): string | undefined {
  return argv.find((arg) => commandNames.some((name) => name === arg))
}

/** Options by command that count only beside another, and those that do nothing beside any of others. */
const pairs: Partial<Record<CommandName, { needs?: [string, string][]; not?: [string, string[]][] }>> = {
  build: { not: [['--cache-dir', ['--no-cache']]] },
  list: { not: [['--cache-dir', ['--no-cache']]] },
  check: {
    needs: [
      ['--poll', '--watch'],
      ['--report', '--site'],
    ],
    not: [
      ['--cache-dir', ['--no-cache']],
      ['--watch', ['--fix', '--site', '--format github', '--format gitlab']],
      ['--fix', ['--site']],
      ['--drafts', ['--site']],
      ['--future', ['--site']],
      ['--out', ['--site DIR']],
    ],
  },
  new: { not: [['TITLE', ['--title']]] },
  counter: {
    needs: [
      ['--timezone', '--site'],
      ['--pages', '--site'],
      ['--any-path', '--site'],
      ['--legacy', 'import'],
    ],
  },
}

/** Which option of a command does nothing beside what else was asked, as a sentence; null where each one counts. */
export function idleOption(
  command: CommandName,
  options: Options,
  operands: readonly string[],
  words: Words,
): string | null {
  const isGiven = (name: string) => {
    const [flag = '', value] = name.split(' ')
    if (!flag.startsWith('-')) return flag === 'TITLE' ? operands.length > 0 : operands[0] === flag
    const option = new Option(flag)
    const given = options[option.attributeName() as keyof Options]
    if (value !== undefined) return value === 'DIR' ? typeof given === 'string' : given === value
    return option.negate ? given === false : given !== undefined
  }
  const { needs = [], not = [] } = pairs[command] ?? {}
  const alone = needs.find(([name, needed]) => isGiven(name) && !isGiven(needed))
  if (alone) return words.onlyWith(...alone)
  const idle = not.find(([name, others]) => isGiven(name) && others.some(isGiven))
  return idle ? words.notWith(...idle) : null
}

/** What commander refuses, as a sentence. */
export function usageProblem(
  error: CommanderError,
  argv: readonly string[],
  excess: readonly string[],
  words: Words,
): string {
  const named = /'([^']+)'/.exec(error.message)?.[1] ?? ''
  switch (error.code) {
    case 'commander.unknownCommand':
      return words.unknownCommand(named, didYouMean(named, commandNames))
    case 'commander.unknownOption':
      return words.unknownOption(named, didYouMean(named, optionNames))
    case 'commander.optionMissingArgument':
      return words.missingArgument(named.replace(/ .*/, ''))
    case 'commander.missingArgument':
      return words.missingFile
    case 'commander.invalidArgument':
      return words.invalidArgument(
        named.replace(/ .*/, ''),
        /Allowed choices are (.*)\./.exec(error.message)?.[1] ?? '…',
      )
    case 'commander.excessArguments': {
      const [first = ''] = excess
      return knownCommand(argv) === undefined
        ? words.unknownCommand(first, didYouMean(first, commandNames))
        : words.excessArguments(first)
    }
    default:
      return error.message
  }
}
