import { group, on, output, outputsOf } from './table.ts';
import type { Group } from './table.ts';

const literals = on('expressions');

/** Expression and its value as text, by the section that says so. */
const cases: readonly (readonly [section: string, expression: string, expected: string])[] = [
  ['literals', "'it''s'", "it's"],
  ['literals', "'a''b''c'", "a'b'c"],
  ['literals', '0xff', '255'],
  ['literals', '-2.99e-2', '-0.0299'],
  ['literals', 'null', ''],
  ['operators', "'a' == 'A'", 'true'],
  ['operators', "1 == '1'", 'true'],
  ['operators', "true == 'x'", 'false'],
  ['operators', "null == ''", 'true'],
  ['operators', '!github.absent', 'true'],
  ['operators', "false || 'second'", 'second'],
  ['operators', "'first' && 'second'", 'second'],
  ['operators', '(1 < 2) && (2 <= 2)', 'true'],
  ['operators', "github.event['list'][1]", 'two'],
  ['operators', 'github.event.list[9]', ''],
  ['contains', "contains('Hello', 'LO')", 'true'],
  ['contains', "contains(github.event.list, 'two')", 'true'],
  ['startswith', "startsWith('Hello', 'he')", 'true'],
  ['endswith', "endsWith('Hello', 'LO')", 'true'],
  ['format', "format('{0} {{x}} {1}', 'a', 2)", 'a {x} 2'],
  ['join', "join(github.event.list, '+')", 'one+two'],
  ['tojson', 'toJSON(github.event.list)', '[\n  "one",\n  "two"\n]'],
  ['fromjson', 'fromJSON(\'{"a":[1,2]}\').a[1]', '2'],
  ['object-filters', "join(github.event.fruits.*.name, ',')", 'apple,pear'],
  ['case', "case(github.ref == 'x', 1, true, 'two', 3)", 'two'],
  ['hashfiles', "hashFiles('nothing/**')", ''],
];

function name(at: number): string {
  return `e${at}`;
}

/** Operators, literals and functions. */
export const expressions: readonly Group[] = [
  group(
    'expressions',
    `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    outputs:
${outputsOf(Object.fromEntries(cases.slice(0, -1).map(([, text], at) => [name(at), `\${{ ${text} }}`])))}
      e${cases.length - 1}: \${{ steps.hash.outputs.none }}
    steps:
      - id: hash
        run: echo "none=\${{ hashFiles('nothing/**') }}" >> "$GITHUB_OUTPUT"
`,
    cases.map(([section, text, expected], at) =>
      literals(section, `${text} is ${expected}`, output('a', name(at)), expected),
    ),
    { event: { payload: { list: ['one', 'two'], fruits: [{ name: 'apple' }, { name: 'pear' }] } } },
  ),
];
