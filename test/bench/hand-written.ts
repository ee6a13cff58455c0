/**
 * The yardstick: a wizard of thirty questions as somebody would write it by hand, with nothing between the tap and the
 * DOM. It does what a kiosk must: one question a screen, progress, back, help, and each answer strictly durable in
 * IndexedDB before the next question shows.
 */
interface Asked {
  id: string;
  text: string;
  help: string;
  options: string[];
}

const words = ['住所', '保険', '年金', '学校', '手当', 'カード', '家族', '仕事', '車', '犬'];
const questions: Asked[] = Array.from({ length: 30 }, (_, index) => {
  const about = words[index % words.length] ?? '';
  const options =
    index % 3 === 0
      ? ['はい', 'いいえ', 'わからない']
      : ['一つ目の答え', '二つ目の答え', '三つ目の答え', '四つ目の答え', 'わからない'];
  return {
    id: `q${index + 1}`,
    text: `${about}について、当てはまるものはどれですか（${index + 1}）`,
    help: 'わからないときは「わからない」を選んでください。職員がお手伝いします。',
    options,
  };
});

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');

const database = await new Promise<IDBDatabase>((resolve, reject) => {
  const request = indexedDB.open('by-hand', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('answers', { keyPath: 'at' });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(new Error('no database'));
});

function store(row: { at: string; question: string; answer: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('answers', 'readwrite', { durability: 'strict' });
    transaction.objectStore('answers').add(row);
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(new Error('not stored'));
  });
}

const answers = new Map<string, string>();
let at = 0;

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, text = ''): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function show(): void {
  const question = questions[at];
  if (!question) return end();
  const frame = element('div');
  frame.className = 'frame';
  frame.dataset.screen = question.id;
  const header = element('header');
  const progress = element('progress');
  progress.max = questions.length;
  progress.value = at;
  header.append(
    element('span', 'みほん市　引っこしの手続き'),
    progress,
    element('span', `あと${questions.length - at}つ`),
  );
  const main = element('main');
  const heading = element('h1', question.text);
  heading.tabIndex = -1;
  const choices = element('fieldset');
  choices.className = 'choices';
  for (const option of question.options) {
    const label = element('label');
    const input = element('input');
    input.type = 'radio';
    input.name = question.id;
    input.checked = answers.get(question.id) === option;
    input.addEventListener('click', () => void answer(question.id, option));
    label.append(input, element('span', option));
    choices.append(label);
  }
  main.append(heading, element('p', question.help), choices);
  const footer = element('footer');
  const back = element('button', 'もどる');
  back.disabled = at === 0;
  back.addEventListener('click', () => {
    at--;
    show();
  });
  footer.append(back, element('button', '職員を呼ぶ'));
  frame.append(header, main, footer);
  root?.replaceChildren(frame);
  heading.focus({ preventScroll: true });
}

async function answer(question: string, option: string): Promise<void> {
  await store({ at: new Date().toISOString() + Math.random(), question, answer: option });
  answers.set(question, option);
  at++;
  show();
}

function end(): void {
  const frame = element('div');
  frame.dataset.screen = 'end';
  const again = element('button', 'はじめから');
  again.addEventListener('click', () => {
    answers.clear();
    at = 0;
    show();
  });
  frame.append(element('h1', '終わりました'), again);
  root?.replaceChildren(frame);
}

show();

export {};
