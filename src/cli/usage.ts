/** What the arguments say even where they cannot be read as a whole, and what is wrong with them. */

import type { CommanderError } from 'commander'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import { commandNames, optionNames } from './options.ts'
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
