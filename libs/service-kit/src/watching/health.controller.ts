import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Readiness, type ReadinessReport } from './readiness.ts';

/** What a cluster asks a process: whether it lives, and whether it can do its job. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Depends on nothing: a process that answers is alive, whatever it waits for. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  ready(@Res({ passthrough: true }) response: Response): ReadinessReport {
    const report = this.readiness.report();
    response.status(report.status === 'ready' ? 200 : 503);
    return report;
  }
}
