import { koArrivals } from './ko/desk/arrivals';
import { koAudit } from './ko/desk/audit';
import { koBaseMap } from './ko/base-map';
import { koColours } from './ko/colours';
import { koDevice } from './ko/device';
import { koHeader } from './ko/header';
import { koKeys } from './ko/keys';
import { koLegend } from './ko/legend';
import { koLink } from './ko/link';
import { koList } from './ko/list';
import { koLoading } from './ko/loading';
import { koMap } from './ko/map';
import { koPlaces } from './ko/places';
import { koPrint } from './ko/print';
import { koConnect } from './ko/desk/connect';
import { koDesk } from './ko/desk/desk';
import { koPeople } from './ko/desk/people';
import { koSession } from './ko/desk/session';
import { koShares } from './ko/desk/shares';
import { koVehicles } from './ko/desk/vehicles';
import { koSettings } from './ko/settings';
import { koSheet } from './ko/sheet';
import { koTokens } from './ko/desk/tokens';
import { koTime } from './ko/time';
import { koVehicle } from './ko/vehicle';

/** Every text of the page in Korean, by the id that it is marked with; one file an area. */
export const ko: Readonly<Record<string, string>> = {
  ...koArrivals,
  ...koAudit,
  ...koBaseMap,
  ...koColours,
  ...koDevice,
  ...koHeader,
  ...koKeys,
  ...koLegend,
  ...koLink,
  ...koList,
  ...koLoading,
  ...koMap,
  ...koPlaces,
  ...koPrint,
  ...koConnect,
  ...koDesk,
  ...koPeople,
  ...koSession,
  ...koShares,
  ...koVehicles,
  ...koSettings,
  ...koSheet,
  ...koTime,
  ...koTokens,
  ...koVehicle,
};
