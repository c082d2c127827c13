/** Words that tell what a sum is. `before` is what stands in front of it in its clause, `behind` what follows. */
interface Sign {
  readonly before?: RegExp;
  readonly behind?: RegExp;
}

/** Another's price, money that moved or is owed, the price of one piece, a bound, an old price, anything but what is offered. */
export const notQuoted: readonly Sign[] = [
  {
    before:
      /对手|竞争|竞品|别家|同行|友商|人家|底价|底线|成本|他们报|对方报|别人|还价|还到|还了|砍|压到|压价/u,
  },
  {
    before:
      /付款|已付|付了|[月周日]底?付|再付|先付|[打到]款|到账|[实已]?收[了到]|尾款|欠|退款|退|首付|首期|[订定]金|保证金|押金|花[了费]?|返[点利]|罚|赔|垫|货款|预付|回款/u,
  },
  {
    before:
      /注册资本|[一每全]年|年[采销]|规模|体量|业绩|营[收业]|产值|产量|利润|融资|流水|股|工资|人均|面积/u,
  },
  { before: /单价|每|型号\S*$/u, behind: /^(?:一?[/／每]|一[台套个件年月次间])/u },
  {
    before:
      /(?:不到|不足|不超过|超过|多于|少于|低于|高于|至少|至多|最多|最低|最高|起码|将近|上限|下限|封顶)(?:大?约|了|是|为|\s)*$/u,
  },
  { before: /去年|前年|上次|上回|以前|之前|原来|原先|原价|历史|当时|往年|老价格/u },
  { before: /(?:便宜|优惠|减|降|少|省|让利?|涨|加|差|多|贵|抹)了?(?:大?约|\s)*$/u },
  {
    behind:
      /^(?:左右)?(?:以[内上下]|之间|起|封顶|被拒|再报|不变|的?话)|^\s?吗|^\s?(?:已经?|都|全部?)?(?:[付收](?![费款方])|到账|打款|没付|未付|的?(?:预付|首付|尾款|定金|订金|缺口|差价|差距|优惠|罚))/u,
  },
  {
    before:
      /@\s*$|\b(?:competitors?|rivals?|others?|competition|list price|counter(?:ed|s|ing)?(?:[- ]?offer(?:ed)?)?|they (?:want|offer|counter|quote|ask|went|said|bid|pay|paid|only)\w*|(?:he|she|customer|client) (?:wants?|offers?|offered|countered|bids?))\b/iu,
  },
  {
    before:
      /\b(?:paid|pays?|invoices?|balance|deposit|refund|fees?|spent|costs? us|save[sd]?|grew|worth of stock|bought|revenue|turnover|raised|profit|owes?|overdue|credit|salary|fined?|off(?=\s*$)|less|cheaper by|discount of|gap|difference|their (?:number|price|offer|target|limit|max)|target price|we need|floor|compared to|against)\b/iu,
  },
  {
    before:
      /\b(?:under|up to|above|below|over|less than|more than|at (?:least|most)|max(?:imum)?|min(?:imum)?|between|almost|nearly|exceed\w*|beyond|instead of|rather than|from|was|were|starting)\s*(?:about\s+|at\s+)?$/iu,
  },
  {
    before: /\b(?:last (?:year|time|month|quarter)|previous(?:ly)?|used to|originally|old price|before)\b/iu,
  },
  {
    behind:
      /^\s?(?:\/|per\b|each\b|apiece\b|an? (?:month|year|seat|piece|unit|hour|day)\b|p\.?[am]\.?\b|[am]rr\b|monthly\b|yearly\b|annually\b|discount\b|off\b|cheaper\b|less\b|more\b|too (?:high|much|expensive)\b|refund|deposit\b|received\b|paid\b|overdue\b|outstanding\b|unpaid\b|late\b|behind\b|short\b|apart\b|difference\b|gap\b|to go\b|left\b|upfront\b|later\b|extra\b|shipping\b|fee\b|cap\b|limit\b|floor\b|max\b|min\b|from (?:competitors?|rivals?|others?)\b|(?:in )?(?:revenue|turnover|sales|funding|headcount)\b)/iu,
  },
];

/** What makes a sum ours to write down, the surest first: what was agreed, what was offered, what is to be had. */
export const quoted: readonly (readonly Sign[])[] = [
  [
    {
      before:
        /(?:降|调|改|谈|砍|让|涨)[到至成]|最[终后]|折后|成交|重新报|谈妥|敲定|定价|中标|我们这[块部]|我方|总(?:\s*$|[共价计额])|总金额|折后?\s*$|下来\s*$|最后\s*$|一共|共计|合计|合同[额价金]/u,
    },
    {
      before:
        /\b(?:(?:dropped|lowered|reduced|cut|discount(?:ed)?|down|came down|moved)\b.*\bto|closed (?:at|for|on)|agreed(?: on| at| to|:)?|settled (?:at|on|for)|final(?: price)?(?: is| of|:)?|total(?:s|ling)?(?: is| of| comes to|:)?|comes to)\s*$/iu,
    },
    { behind: /^\s(?:in )?(?:total|altogether|all in)\b/iu },
    { before: /(?:=|->|→|⇒)\s*$/u },
    { before: /\bprice agreed\b/iu },
  ],
  [
    {
      before:
        /(?<![出要开还标压砍])[价额]\s*(?:是|为|在|[:：])?\s*$|[下小大]单|成交价|[下订]了?单|签\s*$|报价|造价|概算|总额|报了|报的|报个?价|我们?报|金额|价格|费用|标的|投标价|合同|续约|签了|里报|我们要|单子|改成|接受|同意/u,
    },
    {
      before:
        /\b(?:q[uo]{2}t(?:e|ed|ing|ation)|offer(?:ed)?|pric(?:e|ed|ing)|proposal|propos(?:e|ed)|worth|amount|contract|deal|renewal|earmarked|PO for|signed|we(?: are|'re|’re) at|ours is|we (?:said|say|told)|gave them|bid|replied(?: with)?|renew(?:ing|s)?|order(?:ed)?|verbal(?: at)?|now|down to|won(?!['’]t)|closed)\b/iu,
    },
    {
      behind:
        /^(?:成交|拿下|搞定|签[约了单]|可以|没问题|能[做签])|^的?(?:[大小]?(?:单子?|项目)|项目|合同|订单|生意|报价|标)/u,
    },
    {
      behind:
        /^\s(?:deal|contract|offer|quote|came (?:in|through|thru)|upsell|renewal|earmarked|order|project|proposal|signed|accepted|approved|agreed|final|confirmed)\b/iu,
    },
  ],
  [
    { before: /预算|标价|意向|[出要开]价/u },
    { before: /\b(?:budget(?:ed)?|ok with|fine with|happy with)\b/iu },
    { behind: /^\s(?:opportunity|budget|(?:is |was |sounds )?(?:ok|okay|fine|good)|down from)\b/iu },
    { before: /(?:需要|要做|想[买要]|采购)[^，,。；;]{0,8}(?:大概|大约|约|预计|估计)\s*$/u },
  ],
];

/** Our price, without its unit: `budget's 30k, we're at 34`. */
export const bareOurs =
  /\b(?:we['’]?re at|we are at|quoted|ours(?: is|['’]s))\s+\d{1,3}(?![\d,.%]|\s?[kmw]\b|\s?(?:mil|thou))/iu;
/** What takes something off a price that was said before without saying what is left. */
export const cutsLater =
  /(?:我们?说|我们?)?最[低少]\S{0,2}[\d一二三四五六七八九两]|再(?:让|降|减|便宜|优惠|少|砍|打)\S{0,3}[\d一二三四五六七八九两半]|(?:another|further|additional|extra)\s+[$€£]?[\d.,]+\s?(?:k|%|percent)?\s+off/iu;
/** What may stand around a sum without telling anything of it. */
export const saysNothing =
  /^(?:大概|大约|差不多|左右|约|总共|共|含税|不含税|就|才|了|吧|the|just|only|about|approx\.?|roughly|around|in total|all in|incl\.?(?:uding)? \w+|ex(?:cl\.?)? \w+|[\s()（）~≈+])*$/iu;
/** The writer takes back what was just said. */
export const takenBack =
  /\b(?:joking|kidding|typo|i mean|correction|scratch that)\b|打错|写错|说错|记错|不对[，,]/iu;

/** One sum and another, or one of two: which is meant nobody can tell. */
export const adds = /再加|另加|后续|加上|外加|另外|或者?|还是|\bplus\b|\bor\b|\band another\b/iu;

export function fits(sign: Sign, before: string, behind: string): boolean {
  return (sign.before?.test(before) ?? false) || (sign.behind?.test(behind) ?? false);
}
