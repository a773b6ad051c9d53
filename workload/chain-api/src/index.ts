import { parseConfig } from './config.ts';
import { createChainServer } from './server.ts';

const config = parseConfig(process.env);
const server = createChainServer(config);
server.listen(config.port, config.host, () => {
  console.log(`chain-api listens on ${config.host}:${config.port}`);
});

// As process 1 of a container the signals have no default action.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeIdleConnections();
  });
}
