import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { ActionSource } from './action-source.ts';
import { renderActionBlock } from './action-yaml.ts';
import { renderBinding } from './binding.ts';
import { replaceBlock } from './generated.ts';
import { renderReadmeBlock } from './readme-tables.ts';

const source: ActionSource = {
  name: 'scan-image',
  description: "Scan an image, don't trust it.",
  inputs: {
    image: { kind: 'text', form: '`a|b`', options: { description: 'Which', required: true } },
    on: { kind: 'choice', form: 'x', options: { description: 'D', default: 'yes', values: ['yes', "it's"] } },
  },
  outputs: { digest: { description: 'E: f' } },
};

describe('renderActionBlock', () => {
  it('is YAML that reads back as declared, for readers of YAML 1.1 too', () => {
    const block = renderActionBlock(source);
    expect(parse(block, { version: '1.1' })).toEqual({
      description: source.description,
      inputs: {
        image: { description: 'Which', required: true },
        on: { description: 'D', required: false, default: 'yes' },
      },
      outputs: { digest: { description: 'E: f' } },
    });
  });
});

describe('renderReadmeBlock', () => {
  it('keeps a bar in a text inside its cell', () => {
    expect(renderReadmeBlock(source)).toContain('| `image` | text | required | Which. Write `a\\|b`. |');
  });
});

describe('renderBinding', () => {
  it('requires what is required and knows the words of a choice', () => {
    const binding = renderBinding(source);
    expect(binding).toContain("  readonly 'image': string;");
    expect(binding).toContain("  readonly 'on'?: 'yes' | 'it\\'s' | `\\${{${string}`;");
    expect(binding).toContain("export const scanImageOutputs = ['digest'] as const;");
  });
});

describe('replaceBlock', () => {
  it('replaces what stands between the markers and nothing else', () => {
    expect(replaceBlock('a\n# x:start b\nold\n# x:end\nz\n', 'x', 'new\n')).toBe(
      'a\n# x:start b\nnew\n# x:end\nz\n',
    );
  });

  it('refuses a text without markers', () => {
    expect(() => replaceBlock('a\n# x:start\n', 'x', '')).toThrow('x:end');
  });
});
