/** The help of the program and of its commands, whole in the asked language. */
import type { Argument, Command, Help } from 'commander'
import type { Words } from './words.ts'

/** How commander lays out help, with every heading translated. */
export function helpIn(words: Words): Partial<Help> {
  return {
    formatHelp(command, helper) {
      const width = helper.padWidth(command, helper)
      const row = (term: string, description: string) => helper.formatItem(term, width, description, helper)
      const section = (title: string, rows: string[]) => (rows.length === 0 ? [] : [`${title}:`, ...rows, ''])
      const isRoot = command.parent === null
      const lines = [
        `${words.usage}: ${helper.commandUsage(command)}`,
        '',
        helper.boxWrap(helper.commandDescription(command), helper.helpWidth ?? 80),
        '',
        ...section(
          words.commands,
          helper
            .visibleCommands(command)
            .map((sub) => row(helper.subcommandTerm(sub), helper.subcommandDescription(sub))),
        ),
        ...section(
          words.options,
          helper.visibleOptions(command).map((option) => row(helper.optionTerm(option), option.description)),
        ),
        ...(isRoot ? [`${words.defaultCommand}.`, words.moreHelp, ''] : []),
      ]
      return lines.join('\n')
    },
    subcommandTerm: (command: Command) => command.name(),
    commandUsage: (command: Command) =>
      command.parent === null
        ? 'build-portal [build] [--…]'
        : ['build-portal', command.name(), ...command.registeredArguments.map(operand), '[--…]'].join(' '),
  }
}

/** `[export|import]`, `<FILE>`. */
function operand(argument: Argument): string {
  const name = argument.argChoices?.join('|') ?? argument.name().toUpperCase()
  return argument.required ? `<${name}>` : `[${name}]`
}
