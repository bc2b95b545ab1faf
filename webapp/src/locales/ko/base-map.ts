/** What is said of the map under the vehicles. */
export const koBaseMap: Readonly<Record<string, string>> = {
  'base-map.unreachable': '온라인 지도에 연결할 수 없어 오프라인 지도를 표시합니다.',
  'base-map.elsewhere': '오프라인 지도에는 이 지역의 도로가 없습니다.',
  'base-map.use-online': '온라인 지도 사용',
  'base-map.dismiss': '닫기',
  'base-map.bundled-instead': '그래서 기본 지도를 표시합니다.',
  'base-map.missing': 'BASE_MAP의 지도를 불러올 수 없습니다.',
  'base-map.no-ranges': 'BASE_MAP의 서버가 파일의 일부 요청(HTTP Range)을 지원하지 않습니다.',
  'base-map.not-pmtiles': 'BASE_MAP의 파일은 PMTiles 버전 3 파일이 아닙니다.',
  'base-map.not-geojson': 'BASE_MAP의 파일은 경위도로 된 올바른 GeoJSON이 아닙니다.',
  'base-map.unknown-tiles': 'BASE_MAP의 파일에는 그릴 수 없는 형식의 타일이 있습니다.',
  'base-map.empty': 'BASE_MAP의 파일에는 그릴 것이 없습니다.',
};
