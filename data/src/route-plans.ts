import type { LngLat } from './read-streets.ts';

const places = {
  'the port of Coquimbo': [-71.3365, -29.9505],
  'the centre of Coquimbo': [-71.34, -29.958],
  Guayacán: [-71.345, -29.966],
  'La Herradura': [-71.345, -29.981],
  'San Juan': [-71.33, -29.978],
  'El Llano': [-71.322, -29.967],
  Sindempart: [-71.299, -29.967],
  Peñuelas: [-71.277, -29.952],
  'La Cantera': [-71.284, -29.977],
  'Barrio Industrial': [-71.266, -29.956],
  'Tierras Blancas': [-71.255, -29.965],
  'Avenida del Mar': [-71.277, -29.921],
  'the centre of La Serena': [-71.25, -29.903],
  'Colina El Pino': [-71.2415, -29.909],
  'San Joaquín': [-71.241, -29.928],
  'La Antena': [-71.232, -29.914],
  'El Milagro': [-71.246, -29.942],
  'La Florida': [-71.209, -29.919],
  'El Islón': [-71.224, -29.889],
  'Las Compañías': [-71.242, -29.873],
  'La Varilla': [-71.255, -29.883],
  'Ruta 5 north of La Serena': [-71.2545, -29.871],
  'Ruta 5 west of Coquimbo': [-71.348, -29.98],
  'Ruta 43 at Pan de Azúcar': [-71.257, -30.058],
  'Camino Ovalle': [-71.256, -30.02],
  'the Elqui valley': [-71.185, -29.918],
  'the parcels of Pan de Azúcar': [-71.204, -30.019],
} as const satisfies Record<string, LngLat>;

/** A place of the region that routes start from or go to. */
export type Place = keyof typeof places;

/** Where a place is. */
export function whereIs(place: Place): LngLat {
  return places[place];
}

/** What a route is to be, before it is drawn along streets. */
export interface RoutePlan {
  /** The track's file name; its words, capitalised, are the vehicle's name. */
  readonly file: string;
  readonly description: string;
  /** Where it starts and ends. */
  readonly depot: Place;
  /** Where it goes, in this order. */
  readonly places: readonly Place[];
  readonly stopsPerPlace: number;
  /** How far from the middle of a place its stops may be. */
  readonly spreadM: number;
}

/** Many stops in the streets around some places. */
function round(file: string, depot: Place, ...around: Place[]): RoutePlan {
  const description = `Delivery round from ${depot} through ${around.join(', ')}.`;
  return { file, description, depot, places: around, stopsPerPlace: 6, spreadM: 900 };
}

/** To a place and back. */
function shuttle(file: string, depot: Place, to: Place): RoutePlan {
  const description = `Shuttle between ${depot} and ${to}.`;
  return { file, description, depot, places: [to], stopsPerPlace: 1, spreadM: 400 };
}

/** Past some places far apart, on the quickest roads between them. */
function haul(file: string, depot: Place, ...via: Place[]): RoutePlan {
  const description = `Long haul from ${depot} by way of ${via.join(', ')}.`;
  return { file, description, depot, places: via, stopsPerPlace: 1, spreadM: 500 };
}

/** The fleet: the vehicles of the course, and four that belong to this coast. */
export const routePlans: readonly RoutePlan[] = [
  haul('airport_express', 'La Florida', 'the centre of La Serena', 'Peñuelas'),
  round('beach_patrol', 'Avenida del Mar', 'Avenida del Mar', 'Peñuelas'),
  haul(
    'city_truck',
    'the port of Coquimbo',
    'Sindempart',
    'Barrio Industrial',
    'the centre of La Serena',
    'Avenida del Mar',
  ),
  round('dronfield_round', 'San Joaquín', 'San Joaquín', 'El Milagro'),
  round('dronfield_round_b', 'La Antena', 'La Antena', 'La Florida'),
  haul('electronics_pcb_rush_deliveries', 'La Cantera', 'the centre of La Serena', 'San Joaquín'),
  haul('express_delivery1', 'La Varilla', 'the centre of Coquimbo', 'Tierras Blancas'),
  shuttle('factory_run_a', 'Barrio Industrial', 'the port of Coquimbo'),
  shuttle('factory_run_b', 'Barrio Industrial', 'Las Compañías'),
  shuttle('factory_run_c', 'Barrio Industrial', 'San Juan'),
  shuttle('factory_run_d', 'Barrio Industrial', 'La Florida'),
  shuttle('factory_run_e', 'Barrio Industrial', 'Ruta 43 at Pan de Azúcar'),
  shuttle('factory_run_f', 'Barrio Industrial', 'the centre of La Serena'),
  shuttle('factory_run_g', 'Barrio Industrial', 'Guayacán'),
  shuttle('factory_run_h', 'Barrio Industrial', 'El Islón'),
  haul('huddersfield_truck_a', 'Ruta 5 north of La Serena', 'Ruta 5 west of Coquimbo'),
  haul(
    'huddersfield_truck_b',
    'the port of Coquimbo',
    'Ruta 43 at Pan de Azúcar',
    'Camino Ovalle',
    'Tierras Blancas',
  ),
  round('local_deliveries_a', 'Las Compañías', 'Las Compañías', 'La Varilla'),
  round('local_deliveries_b', 'San Juan', 'San Juan', 'La Herradura'),
  haul('london_riverside', 'La Varilla', 'the Elqui valley', 'La Antena', 'Avenida del Mar'),
  haul('port_container_run', 'the port of Coquimbo', 'Ruta 5 north of La Serena'),
  haul('ruta_5_long_haul', 'Ruta 5 west of Coquimbo', 'La Varilla', 'La Cantera'),
  haul('secret_service_a', 'the centre of La Serena', 'La Herradura', 'La Cantera', 'San Joaquín'),
  shuttle('secret_service_b', 'the centre of La Serena', 'Peñuelas'),
  haul('secret_service_c', 'El Milagro', 'Las Compañías', 'Avenida del Mar'),
  shuttle('secret_service_d', 'Colina El Pino', 'Ruta 5 north of La Serena'),
  shuttle('secret_service_e', 'La Herradura', 'the port of Coquimbo'),
  shuttle('secret_service_f', 'Tierras Blancas', 'Sindempart'),
  round('sheffield_truck_a', 'the centre of La Serena', 'the centre of La Serena'),
  round('sheffield_truck_b', 'Tierras Blancas', 'Tierras Blancas'),
  round('sheffield_truck_c', 'Sindempart', 'Sindempart', 'El Llano'),
  round('sheffield_truck_d', 'Barrio Industrial', 'El Milagro', 'San Joaquín', 'Colina El Pino'),
  round('small_parcel_service1', 'Guayacán', 'the centre of Coquimbo', 'Guayacán', 'El Llano'),
  haul('top_secret', 'Camino Ovalle', 'La Cantera', 'Guayacán', 'Peñuelas'),
  shuttle('university_internal_mail_a', 'Colina El Pino', 'Guayacán'),
  shuttle('university_internal_mail_b', 'Colina El Pino', 'San Joaquín'),
  haul('university_internal_mail_c', 'Colina El Pino', 'the centre of La Serena', 'La Antena'),
  shuttle('university_internal_mail_d', 'Guayacán', 'Peñuelas'),
  shuttle('university_internal_mail_e', 'San Joaquín', 'Las Compañías'),
  shuttle('university_internal_mail_f', 'Colina El Pino', 'La Florida'),
  haul('university_internal_mail_g', 'Guayacán', 'La Herradura', 'San Juan', 'Sindempart'),
  haul('village_truck', 'El Milagro', 'the parcels of Pan de Azúcar', 'La Cantera'),
];
