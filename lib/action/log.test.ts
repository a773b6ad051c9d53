import { describe, expect, it } from '@jest/globals';
import { createFakeHost } from '../../test/support/fake-host.ts';
import { createLog } from './log.ts';

function record(): { readonly lines: readonly string[]; readonly log: ReturnType<typeof createLog> } {
  const host = createFakeHost({});
  return { lines: host.lines, log: createLog(host.toolkit) };
}

describe('createLog', () => {
  it('prints one message as one line', () => {
    const { lines, log } = record();
    log.info('a\n  b\r\nc\u2028d');
    expect(lines).toEqual(['info: a b c d']);
  });

  it.each([['::set-output name=a::b'], ['  ::add-mask::x'], ['text ##[error]x']])(
    'does not let the runner obey "%s"',
    (text) => {
      const { lines, log } = record();
      log.info(text);
      const token = /^info: ::stop-commands::(.+)$/.exec(lines[0] ?? '')?.[1];
      expect(token).toMatch(/^[0-9a-f-]{36}$/);
      expect(lines.slice(1)).toEqual([`info: ${text}`, `info: ::${token}::`]);
    },
  );

  it('closes a group when its work throws', async () => {
    const { lines, log } = record();
    await expect(log.group('a', () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(lines).toEqual(['group: a', 'end']);
  });

  it('shows nested groups one after the other, since GitHub does not nest them', async () => {
    const { lines, log } = record();
    await log.group('build', async () => {
      log.info('1');
      log.startGroup('step');
      log.info('2');
      log.endGroup();
      log.info('3');
    });
    log.info('4');
    expect(lines).toEqual([
      ...['group: build', 'info: 1', 'end', 'group: step', 'info: 2', 'end'],
      ...['group: build (continued)', 'info: 3', 'end', 'info: 4'],
    ]);
  });

  it('does not reopen an outer group to which nothing more is printed', async () => {
    const { lines, log } = record();
    await log.group('a', () => log.group('b', async () => log.info('1')));
    expect(lines).toEqual(['group: a', 'end', 'group: b', 'info: 1', 'end']);
  });

  it('ignores an end without a start and an empty mask', () => {
    const { lines, log } = record();
    log.endGroup();
    log.mask(' ');
    expect(lines).toEqual([]);
  });
});
