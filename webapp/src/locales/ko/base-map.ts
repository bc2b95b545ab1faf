/** What is said of the map under the vehicles. */
export const koBaseMap: Readonly<Record<string, string>> = {
  'base-map.unreachable': '온라인 지도에 연결할 수 없어 오프라인 지도를 표시합니다.',
  'base-map.elsewhere': '오프라인 지도에는 이 지역의 도로가 없습니다.',
  'base-map.use-online': '온라인 지도 사용',
  'base-map.dismiss': '닫기',
  'base-map.bundled-instead': '그래서 기본 지도를 표시합니다.',
  'base-map.reading': 'BASE_MAP의 지도를 읽는 중입니다.',
  'base-map.loading': 'BASE_MAP의 지도를 불러오는 중: {$loaded}MB.',
  'base-map.loading-of': 'BASE_MAP의 지도를 불러오는 중: {$total}MB 중 {$loaded}MB.',
  'base-map.left-out':
    'BASE_MAP 지도의 항목 {$all}개 중 {$count}개를 그리지 못했거나 일부만 그렸습니다. 첫 번째는 {$number}번째 항목입니다: {$reason}.',
  'base-map.odd-broken': '읽을 수 없음',
  'base-map.odd-no-place': 'geometry가 없음',
  'base-map.odd-unknown-type': '알 수 없는 유형',
  'base-map.odd-no-coordinates': '좌표가 없음',
  'base-map.odd-bad-coordinates': '좌표가 두 숫자의 목록이 아님',
  'base-map.odd-not-degrees': '좌표가 경위도가 아님',
  'base-map.missing': 'BASE_MAP의 지도를 불러올 수 없습니다.',
  'base-map.too-large':
    'BASE_MAP의 파일이 너무 커서 한 번에 읽을 수 없습니다(최대 200MB). PMTiles는 나누어 읽습니다.',
  'base-map.no-ranges': 'BASE_MAP의 서버가 파일의 일부 요청(HTTP Range)을 지원하지 않습니다.',
  'base-map.not-pmtiles': 'BASE_MAP의 파일은 PMTiles 버전 3 파일이 아닙니다.',
  'base-map.unknown-tiles': 'BASE_MAP의 파일에는 그릴 수 없는 형식의 타일이 있습니다.',
  'base-map.not-json': 'BASE_MAP의 파일은 GeoJSON이 아닙니다. JSON으로 읽을 수 없습니다.',
  'base-map.not-geojson': 'BASE_MAP의 파일은 JSON이지만 GeoJSON이 아닙니다. features가 없습니다.',
  'base-map.overpass':
    'BASE_MAP의 파일은 Overpass JSON입니다. GeoJSON으로 내보내세요(overpass turbo 또는 osmtogeojson).',
  'base-map.topojson':
    'BASE_MAP의 파일은 TopoJSON입니다. GeoJSON으로 변환하세요(mapshaper 또는 topo2geo).',
  'base-map.esri': 'BASE_MAP의 파일은 Esri JSON입니다. 서버에 GeoJSON을 요청하세요(f=geojson).',
  'base-map.other-crs':
    'BASE_MAP 파일의 좌표는 경위도가 아닌 {$system}입니다. WGS84(EPSG:4326)로 변환하세요.',
  'base-map.not-degrees':
    'BASE_MAP 파일의 좌표는 경위도가 아닙니다. WGS84(EPSG:4326)로 변환하세요.',
  'base-map.pacific': '태평양',
  'base-map.atlantic': '대서양',
  'base-map.indian-ocean': '인도양',
  'base-map.arctic': '북극해',
  'base-map.southern': '남극해',
  'base-map.empty': 'BASE_MAP의 파일에는 그릴 것이 없습니다.',
};
