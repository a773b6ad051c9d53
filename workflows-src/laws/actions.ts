import type { Place, Source } from './source.ts';
import type { Finding } from './types.ts';
import { asRecord } from './view.ts';

/** What an own action.yml breaks: it is one bundle for Node 24, with described inputs and outputs, and nothing else. */
export function judgeAction(source: Source): readonly Finding[] {
  const raw = asRecord(source.content);
  const runs = asRecord(raw['runs']);
  const finding = (law: string, place: Place, message: string): Finding => ({
    law,
    file: source.name,
    line: source.findLine(place),
    message,
  });
  return [
    ...(runs['using'] === 'node24' ? [] : [finding('action-node24', ['runs', 'using'], 'must be node24')]),
    ...(/^\.\.\/\.\.\/dist\/[a-z-]+\.js$/.test(String(runs['main']))
      ? []
      : [finding('action-bundle', ['runs', 'main'], 'is no bundle of dist')]),
    ...['pre', 'steps', 'image']
      .filter((key) => key in runs)
      .map((key) => finding('action-only-main', ['runs', key], 'runs something beside its bundle')),
    ...['inputs', 'outputs'].flatMap((kind) =>
      Object.entries(asRecord(raw[kind]))
        .filter(([, declared]) => asRecord(declared)['description'] === undefined)
        .map(([name]) => finding('action-described', [kind, name], 'has no description')),
    ),
    ...source.texts
      .filter(({ text }) => /\$\{\{(?! github\.token \}\})/.test(text))
      .map(({ place }) => finding('action-defaults', place, 'may take nothing but github.token by itself')),
  ];
}
