/** Tokens of programs. */
export const koTokens: Readonly<Record<string, string>> = {
  'tokens.title': 'API 토큰',
  'tokens.hint':
    '프로그램은 사람 대신 토큰으로 요청합니다. “Authorization: Bearer …” 헤더에 넣으세요.',
  'tokens.add': '새 토큰',
  'tokens.label': '용도',
  'tokens.make': '토큰 만들기',
  'tokens.token': '{$label}의 토큰',
  'tokens.once': '지금 한 번만 표시됩니다. 가진 사람은 누구나 역할에 허용된 일을 할 수 있습니다.',
  'tokens.details': '{$time}까지, {$person} 생성',
  'tokens.none': '토큰을 가진 프로그램이 없습니다.',
};
