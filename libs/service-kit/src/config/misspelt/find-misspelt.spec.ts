import { describe, expect, it } from '@jest/globals';
import { describeMisspelling, findMisspelt } from './find-misspelt.ts';
import { settingNames } from './setting-names.ts';

describe('findMisspelt', () => {
  it.each([
    ['SPRING_PROFILE_ACTIVE', 'SPRING_PROFILES_ACTIVE'],
    ['SPRING_PROFILES_ACTVE', 'SPRING_PROFILES_ACTIVE'],
    ['SPRING_PROFILES', 'SPRING_PROFILES_ACTIVE'],
    ['spring.profiles.active', 'SPRING_PROFILES_ACTIVE'],
    ['VEHICLE', 'VEHICLES'],
    ['vehicles', 'VEHICLES'],
    ['VEHICELS', 'VEHICLES'],
    ['TRACK', 'TRACKS'],
    ['REPORTS_INTERVAL', 'REPORT_INTERVAL'],
    ['REPORT_INTERVAL_MS', 'REPORT_INTERVAL'],
    ['HISTORY_RETENTON', 'HISTORY_RETENTION'],
    ['QUEUE_URI', 'QUEUE_URL'],
    ['TRAKCER_URL', 'TRACKER_URL'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['BASEMAP', 'BASE_MAP'],
    ['SEEDS', 'SEED'],
    ['MONGO_URL', 'STORE_URL'],
    ['RABBITMQ_URL', 'QUEUE_URL'],
  ])('says that %s was meant to be %s', (given, meant) => {
    expect(findMisspelt({ [given]: 'x' })).toEqual([{ given, meant }]);
  });

  it('takes no setting of any service for a misspelling, nor a file with one', () => {
    const environment = Object.fromEntries(settingNames.map((name) => [name, 'x']));

    expect(findMisspelt(environment)).toEqual([]);
    for (const name of settingNames) expect(findMisspelt({ [name]: 'x' })).toEqual([]);
    expect(findMisspelt({ QUEUE_URL_FILE: '/run/secrets/queue' })).toEqual([]);
  });

  it.each([
    ...['PATH', 'HOME', 'HOSTNAME', 'HOSTTYPE', 'USER', 'SHELL', 'PWD', 'OLDPWD', 'TERM', 'LANG'],
    ...['TMPDIR', 'TZ', 'SHLVL', 'LOGNAME', 'MAIL', 'EDITOR', 'DEBUG', 'TRACE', 'NODE_ENV', 'CI'],
    ...['LS_COLORS', 'LC_ALL', 'NODE_OPTIONS', 'npm_config_registry', 'npm_package_version', '_'],
    ...['KUBERNETES_SERVICE_HOST', 'KUBERNETES_PORT_443_TCP_ADDR', 'FLEETMAN_QUEUE_PORT'],
    ...['TRACKER_SERVICE_HOST', 'VEHICLES_SERVICE_PORT_HTTP', 'TRACKS_PORT_80_TCP_PROTO', 'POST'],
    ...['HTTP_PROXY', 'no_proxy', 'JAVA_HOME', 'APPDATA', 'SEE', 'TL', 'NODE_VERSION', 'RELOAD'],
    ...['PATHEXT', 'OS', 'COMPUTERNAME', 'PUBLIC', 'CHROMIUM', 'KUBECONFIG', 'HOSTS_FILE'],
  ])('leaves the ordinary variable %s alone', (name) => {
    expect(findMisspelt({ [name]: 'x' })).toEqual([]);
  });

  it('passes over an empty variable, and one beside the setting that it would be', () => {
    expect(findMisspelt({ VEHICLE: '' })).toEqual([]);
    expect(findMisspelt({ MONGO_URL: 'mongodb://a', STORE_URL: 'mongodb://b' })).toEqual([]);
  });

  it('names no more than ten', () => {
    const many = Array.from({ length: 100 }, (_, i) => [`REPORT_INTERVAL_${i}`, '1']);

    expect(findMisspelt(Object.fromEntries(many) as Record<string, string>)).toHaveLength(10);
  });

  it('is said in one sentence', () => {
    expect(describeMisspelling({ given: 'TRACK', meant: 'TRACKS' })).toBe(
      'TRACK is not a setting; did you mean TRACKS?',
    );
  });
});
