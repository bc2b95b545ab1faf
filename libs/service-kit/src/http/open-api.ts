import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Where the document is, and what it says beside the routes. */
export interface OpenApiOptions {
  readonly prefix: string;
  readonly describe?: ((about: DocumentBuilder) => DocumentBuilder) | undefined;
}

/**
 * Serves the service's OpenAPI document at `openapi.json` and, for people, as a page at `openapi`. A
 * container image leaves out the page's files; there it is the document alone.
 */
export function serveOpenApi(
  app: NestExpressApplication,
  title: string,
  { prefix, describe }: OpenApiOptions,
): void {
  const heading = new DocumentBuilder().setTitle(title).setVersion('1');
  const about = (describe?.(heading) ?? heading).build();
  SwaggerModule.setup('openapi', app, () => SwaggerModule.createDocument(app, about), {
    useGlobalPrefix: prefix !== '',
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    ui: isPageInstalled(),
    customSiteTitle: title,
  });
}

/** Looks for the page's package where `@nestjs/swagger`, which depends on it, would find it. */
function isPageInstalled(): boolean {
  const { resolve } = createRequire(import.meta.resolve('@nestjs/swagger'));
  const folders = resolve.paths('swagger-ui-dist') ?? [];
  return folders.some((folder) => existsSync(join(folder, 'swagger-ui-dist')));
}
