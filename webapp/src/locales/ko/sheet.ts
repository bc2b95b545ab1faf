/** Sheets over the map of a phone. */
export const koSheet: Readonly<Record<string, string>> = {
  'sheet.closed': '닫힘',
  'sheet.half': '반쯤 열림',
  'sheet.full': '열림',
  'sheet.vehicle': '차량 정보 높이',
  'sheet.history': '운행 기록 높이',
};
