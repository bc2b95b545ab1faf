import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the service's OpenAPI document at `openapi.json` and, for people, as a page at `openapi`. */
export function serveOpenApi(app: NestExpressApplication, title: string, prefix: string): void {
  const about = new DocumentBuilder().setTitle(title).setVersion('1').build();
  SwaggerModule.setup('openapi', app, () => SwaggerModule.createDocument(app, about), {
    useGlobalPrefix: prefix !== '',
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: title,
  });
}
