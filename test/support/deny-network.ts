import { Socket } from 'node:net';
import { connectTarget, isLoopback } from './loopback.ts';

const guarded = Symbol.for('lazaret.test.network-denied');

if (!(guarded in Socket.prototype)) {
  const connect = Socket.prototype.connect;
  function guardedConnect(this: Socket, ...args: unknown[]): Socket {
    const host = connectTarget(args);
    if (!isLoopback(host)) throw new Error(`a test tried to reach "${host}"; only loopback is allowed`);
    return Reflect.apply(connect, this, args);
  }
  Object.assign(Socket.prototype, { connect: guardedConnect, [guarded]: true });
}
