import { createServer, connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { connectTarget, isLoopback } from './loopback.ts';

describe('connectTarget', () => {
  it.each([
    ['options', [{ host: 'example.com', port: 1 }], 'example.com'],
    ['normalised options', [[{ host: 'example.com', port: 1 }, null]], 'example.com'],
    ['port and host', [443, 'example.com'], 'example.com'],
    ['port alone', [443], 'localhost'],
    ['a socket file', ['/run/x.sock'], 'localhost'],
  ])('reads %s', (_, args, host) => {
    expect(connectTarget(args)).toBe(host);
  });
});

describe('isLoopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['a.localhost', true],
    ['127.0.0.1.example.com', false],
    ['10.0.0.1', false],
    ['localhost.example.com', false],
  ])('answers for %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});

describe('the network', () => {
  it('is denied beyond loopback', async () => {
    expect(() => connect(443, '192.0.2.1')).toThrow('only loopback');
    await expect(fetch('https://192.0.2.1/')).rejects.toThrow();
  });

  it('is open on loopback', async () => {
    const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const [data] = await once(connect(port, '127.0.0.1'), 'data');
    server.close();
    expect(String(data)).toBe('hello');
  });
});
