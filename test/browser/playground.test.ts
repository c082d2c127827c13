import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { createPageOnStage, type PageOnStage } from './page-on-stage.ts';

describe('the playground in a browser', () => {
  let place: PageOnStage;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    [place, browser] = await Promise.all([createPageOnStage(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await place.close();
  });

  beforeEach(async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-GB' });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') faults.push(line.text());
    });
    await page.goto(place.address);
    await page.locator('.panel').first().waitFor();
  });
  afterEach(async () => {
    expect(faults).toEqual([]);
    await page.context().close();
  });

  const slack = (): Locator => page.locator('.panel-slack');
  const feishu = (): Locator => page.locator('.panel-feishu');
  const type = async (panel: Locator, line: string): Promise<void> => {
    await panel.locator('.composer textarea').fill(line);
    await page.keyboard.press('Enter');
  };
  const see = (panel: Locator, words: string): Promise<void> =>
    panel.locator('.card, .slack-message').getByText(words).last().waitFor();
  const playAs = async (name: string): Promise<void> => {
    const places = await page.locator('.person').allInnerTexts();
    const person = page.locator('.person').nth(places.findIndex((text) => text.includes(name)));
    await person.click();
    // The screens are that person's only when the page says so; what is typed before is lost. Their name may by then
    // stand there in another language.
    await expect.poll(() => person.getAttribute('aria-pressed'), { timeout: 15_000 }).toBe('true');
  };

  test('shows the language and the person of the browser, and switches both', async () => {
    expect(await page.locator('.person[aria-pressed="true"]').innerText()).toContain('Wang Fang');
    expect(await page.title()).toBe('Playground');
    await playAs('Li Wei');
    await page.getByRole('heading', { name: '试用台' }).waitFor();
    await page.getByRole('button', { name: 'EN' }).click();
    await page.getByRole('heading', { name: 'Playground' }).waitFor();
    await page.reload();
    expect(await page.locator('.person[aria-pressed="true"]').innerText()).toContain('Li Wei');
  });

  test('completes a command, opens its form, says what is missing, and sends it', async () => {
    await slack().locator('.composer textarea').fill('/customer n');
    await slack().getByRole('option', { name: 'customer new' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await slack().locator('.composer textarea').inputValue()).toBe('/crm customer new ');
    await page.keyboard.press('Enter');
    const form = slack().getByRole('dialog');
    await form.waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await type(slack(), '/crm customer new');
    await form.getByRole('button', { name: /save|create/iu }).click();
    await form.getByText('Please fill this in').first().waitFor();
    await form.locator('input').first().fill('Northwind & <b>Traders</b>');
    await form.getByRole('button', { name: /save|create/iu }).click();
    await form.waitFor({ state: 'detached' });
    await see(slack(), 'Northwind & <b>Traders</b>');
  });

  test('logs a follow-up in Chinese on Feishu and fills the form that keeps its errors at the fields', async () => {
    await playAs('Li Wei');
    await type(feishu(), '客户 新建 华为技术有限公司');
    await see(feishu(), '华为技术有限公司');
    await type(feishu(), '跟进');
    await feishu().getByRole('button', { name: 'Save' }).click();
    await feishu().getByText('请填写此项').first().waitFor();
    await feishu().locator('input[aria-label="customer"]').fill('华为');
    await feishu().locator('textarea[aria-label="text"]').fill('聊了报价');
    await feishu().locator('input[aria-label="next"]').fill('2026-11-24');
    await feishu().getByRole('button', { name: 'Save' }).click();
    await see(feishu(), '聊了报价');
    expect(await place.stage.store.db.followUp.count({ where: { text: '聊了报价' } })).toBe(1);
  });

  test('moves the clock, and a reminder comes whose button works', async () => {
    await type(slack(), '/crm customer new Blue Harbor');
    await see(slack(), 'Blue Harbor');
    await type(slack(), '/crm followup Blue Harbor met them next=tomorrow');
    await see(slack(), 'met them');
    await page.locator('.clock').getByRole('button', { name: '9:00' }).click();
    await page.locator('.clock-now', { hasText: '24 Nov 2026 09:00' }).waitFor();
    await slack().getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => place.stage.store.db.reminder.count({ where: { state: 'done' } })).toBe(1);
  });

  test('fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Feishu' }).click();
    await type(feishu(), 'help');
    await feishu().locator('.card').first().waitFor();
    const spill = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(spill).toBeLessThanOrEqual(0);
  });
});
