define(['jquery', 'api', 'markup'], ($, api, { html, moment }) => {
  const field = ({ label, value }) => html`
    <div class="field"><span class="field-label">${label}</span><span class="field-value">${value}</span></div>`;

  const link = ({ title, url }) => html`<a class="card-link" href="${url}">${title}</a>`;

  const note = ({ text, author, created_at: at }) => html`
    <article class="feed-note"><div class="feed-meta">${moment(at)} · ${author}</div><p>${text}</p></article>`;

  const task = ({ text, type, due, responsible, is_completed: done, overdue }) => html`
    <article class="feed-task ${overdue ? 'task_overdue' : ''}">
      <div class="feed-meta">${moment(due)} · ${responsible}${done && ' · выполнена'}</div>
      <p><b>${type}:</b> ${text}</p>
    </article>`;

  const stage = (status) => ({ id, name, color }) => html`
    <span class="stage-step" style="background:${color}" title="${name}" data-now="${status.id === id}"></span>`;

  function stages(record, boot) {
    const pipeline = record.pipeline && boot.pipelines.find(({ id }) => id === record.pipeline.id);
    if (!pipeline) return '';
    return html`
      <div class="card-stage">${record.status.name} <span>${pipeline.name}</span></div>
      <div class="stage-steps">${pipeline.statuses.map(stage(record.status))}</div>`;
  }

  const page = (record, boot) => html`
    <div class="card">
      <aside class="card-left">
        <header class="card-head">
          <a class="card-back" href="/${record.type}/list/" aria-label="К списку">‹</a>
          <h1>${record.title}</h1><span class="card-id">#${record.id}</span>
          ${stages(record, boot)}
        </header>
        <div class="card-fields">
          ${record.fields.map(field)}
          <div class="card-links">${record.links.map(link)}</div>
        </div>
      </aside>
      <main class="card-feed">
        <div class="notes-wrapper">${record.notes.map(note)}${record.tasks.map(task)}
          ${!record.notes.length && !record.tasks.length && html`<p class="feed-empty">В ленте пока ничего нет</p>`}
        </div>
        <div class="feed-compose"><textarea aria-label="Примечание" placeholder="Примечание: введите текст"></textarea></div>
      </main>
      <aside id="widgets_block" aria-label="Виджеты"></aside>
    </div>`;

  const NEW = { fields: [], links: [], notes: [], tasks: [], title: 'Новая запись', id: 0 };
  const missing = html`
    <header class="topbar"><h1>Запись не найдена</h1></header>
    <div class="empty-section">Такой записи нет или на неё нет прав.</div>`;

  async function draw({ route, boot }) {
    if (route.id === 0) return page({ ...NEW, type: route.entity }, boot);
    const record = await api.card(route.entity, route.id);
    return record ? page(record, boot) : missing;
  }

  return { draw };
});
