/**
 * The one difference between what act and our runner are given: act knows no `$/` (0.2.89) and has an empty
 * workspace without a checkout step.
 */
export function adaptForAct(workflow: string): string {
  return workflow
    .replaceAll(/(uses: )\$\//g, '$1./')
    .replaceAll(
      /^( +)steps:\n/gm,
      (line: string, indent: string) => `${line}${indent}  - uses: actions/checkout@v5\n`,
    );
}
