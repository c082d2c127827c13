import type { FieldSpec } from '../../chat/spec.ts';
import { customerText as t } from '../text.ts';

export const phoneField: FieldSpec = {
  name: 'phone',
  aliases: ['tel', 'mobile', '电话', '手机', '手机号'],
  label: t.fieldPhone,
  kind: 'text',
  required: false,
};

/** What is told about a customer besides its name and phone, when it is created and when it is changed. */
export const factFields: readonly FieldSpec[] = [
  {
    name: 'category',
    aliases: ['分级', '级别', '等级'],
    label: t.fieldCategory,
    hint: t.fieldCategoryHint,
    kind: 'text',
    required: false,
  },
  { name: 'city', aliases: ['城市'], label: t.fieldCity, kind: 'text', required: false },
  { name: 'region', aliases: ['地区', '区域', '省份'], label: t.fieldRegion, kind: 'text', required: false },
  { name: 'industry', aliases: ['行业'], label: t.fieldIndustry, kind: 'text', required: false },
  { name: 'source', aliases: ['来源'], label: t.fieldSource, kind: 'text', required: false },
  {
    name: 'registration',
    aliases: ['信用代码', '统一社会信用代码', '税号'],
    label: t.fieldRegistration,
    kind: 'text',
    required: false,
  },
];
