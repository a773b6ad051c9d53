import { createServer } from 'node:http';

createServer((_request, response) => response.end('The shop is open.\n')).listen(8080);
