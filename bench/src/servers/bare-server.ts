/** A helper with the ceilings of REST: `node:http` that sends a buffer, and a route of Nest that is empty. */
import 'reflect-metadata';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { serveTasks } from './helper-process.ts';

@Controller()
class EmptyController {
  @Get('empty')
  empty(): object {
    return {};
  }
}

@Module({ controllers: [EmptyController] })
class EmptyModule {}

const app = await NestFactory.create(EmptyModule, { logger: false });
await app.listen(0, '127.0.0.1');

let body = Buffer.from('{}');
const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
  response.end(body);
}).listen(0, '127.0.0.1');
await once(server, 'listening');

/** Sends from now on what it reads from an address. */
async function copy({ url }: { url: string }): Promise<number> {
  body = Buffer.from(await (await fetch(url)).arrayBuffer());
  return body.length;
}

// A server that listens on a port always has an address of this kind.
const { port } = server.address() as AddressInfo;
const urls = { bare: `http://127.0.0.1:${port}/`, nest: `${await app.getUrl()}/empty` };

serveTasks({ urls: () => urls, copy }, () => app.close());
