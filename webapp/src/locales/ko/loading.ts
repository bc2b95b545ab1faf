/** What the page says while parts of it are loaded, or replaced. */
export const koLoading: Readonly<Record<string, string>> = {
  'loading.late': '페이지 일부를 불러오지 못했습니다. 다시 시도하는 중…',
  'loading.try-now': '지금 시도',
  'loading.reload': '페이지 새로 고침',
  'loading.upgrade': '이 페이지의 새 버전이 있습니다. 사용하지 않을 때 자동으로 불러옵니다.',
  'loading.upgrade-now': '지금 불러오기',
};
