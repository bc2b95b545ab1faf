import {
  deviceSigns,
  keyHolder,
  keyQuestion,
  type DeviceSigns,
  type KeyHolder,
  type KeyQuestion,
} from '@fleetman/contract/registry';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { KeyKeeper } from '../devices/key-keeper.ts';
import { SignBoard } from '../devices/sign-board.ts';
import { found } from './found.ts';

/** What receivers ask and say: whose is a key, and what do devices do? */
@ApiTags('internal')
@Controller('internal')
export class DeviceQuestionsController {
  constructor(
    private readonly keyring: KeyKeeper,
    private readonly signs: SignBoard,
  ) {}

  @Post('keys/resolve')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: keyHolder })
  async resolveKey(@Body({ schema: keyQuestion }) question: KeyQuestion): Promise<KeyHolder> {
    return found(await this.keyring.resolve(question), 'nobody holds this key or device');
  }

  @Post('signs')
  @HttpCode(204)
  async addSigns(@Body({ schema: deviceSigns }) signs: DeviceSigns): Promise<void> {
    this.signs.add(signs);
    await this.keyring.used(signs.keys);
  }
}
