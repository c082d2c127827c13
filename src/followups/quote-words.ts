/** Words that tell what a sum is. `before` is what stands in front of it in its clause, `behind` what follows. */
interface Sign {
  readonly before?: RegExp;
  readonly behind?: RegExp;
  /** What the clause before says of a sum that stands alone in its own. */
  readonly ahead?: RegExp;
}

/** Somebody who is named quotes: a rival as well as a colleague. */
const OTHERS_QUOTE_EN =
  /(?:^|[.;!?,]\s*)(?!(?:PO|Price|Total|Quote|Order|Offer|Proposal|Contract|Deal|Budget|Call|Met|Visit|Email|Phone|Text|Spoke|Demo|Just|We|I|Re|Also|Then|And|Quick|Onsite|Today|Yesterday|Zoom|Lunch|Coffee|Been|Have|Had|Got|Sent|Already|Finally|Meeting|Price|Verbally|Ok|So|Mon|Tue|Wed|Thu|Fri)\w*)[A-Z][\w&.]*(?: [A-Z][\w&.]*)? (?:quoted|offered|bid|came in|is at|are at|dropped|lowered|cut|undercut|went)\b/u;

/** Another's price, money that moved or is owed, the price of one piece, a bound, an old price, anything but what is offered. */
export const notQuoted: readonly Sign[] = [
  {
    before:
      /[出要开]价|出[到\d]|对手|竞争|竞品|别家|同行|友商|人家|底价|底线|成本|他们报|对方报|别人|还价|还到|还了|砍|压到|压价|现在用|正在用|现有|供应商|(?:他们|客户|对方)(?:现在|目前)|(?:两|几|三|四|五)家/u,
  },
  {
    before:
      /[没未不](?:有|敢|想)?报|\b(?:not|never|without|yet to|\w+n['’]t)\s+(?:\w+\s+)?(?:quot|offer|sent|send|agree|pric|bid|propos|giv|want|accept|pay|take|do\b|sign|approv|order|buy|go|spend|afford)\w*\b[^,;]{0,24}$|\b(?:cancel\w*|void(?:ed)?|returned|withdr[ae]wn?|rejected|disputed?)\b|取消|撤销|退货|流标|\b(?:was|were|been|got|being) quoted\b/iu,
  },
  {
    before: OTHERS_QUOTE_EN,
    behind:
      /^\s+by (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Q\d|EO|COB))[A-Z]/u,
  },
  {
    before:
      /被[^，,。；;]{1,8}(?:拿|抢|中|签)|输给|丢了?单|\b(?:lost to|went (?:with|to)|awarded to|beat us)\b/iu,
  },
  // What the customer asks for is no offer of ours.
  {
    before:
      /(?:让|要求?|叫|希望|想|求|逼)(?:我们?|咱们?)?[^，,。；;]{0,6}(?:降|让|便宜|优惠|[做给报]到|控制|压|少)|(?:[他她]们?|客户|对方|老板|[\u4e00-\u9fff][总工经处])(?:只|最多|顶多|就)?(?:肯|愿意|想|要|能|打算)(?![求约])\S{0,2}(?:[出给付花]|[\d一二三四五六七八九])?$/u,
  },
  { before: /控制在|坚持|可能|也许|说不定|未必|不一定|如果|要是|假如|若|只要|除非|否则|万一/u },
  {
    before:
      /付款|已付|付了|[月周日]底?付|再付|先付|[打到]款|到账|[实已]?收[了到](?!订单|合同|PO|邮件)|应收|尾款|欠|退款|退|首付|首期|违约金|[保证订定押佣奖资基租罚纳滞]金(?!额)|花[了费]?|返[点利]|罚|赔|垫|货款|预付|回款|扣|补贴|发票税|提成/u,
  },
  { before: /[一每](?:台|套|个|件|支|把|张|瓶|桶|箱|吨|平|米|斤|盒|包|袋|辆|只|双|份)[^，,。；;]{0,8}$/u },
  // A fee of some kind (标书费, 运费) is not the price.
  { before: /(?<![续收])费(?!用)[^，,。；;]{0,4}$/u },
  {
    before:
      /注册资本|[一每全]年|年[采销]|规模|体量|业绩|营[收业]|产值|产量|销量|用量|利润|融资|流水|股|工资|月薪|人均|面积|库存|投资|贷款|市值|补贴|成交额|销售额/u,
  },
  {
    before:
      /单价|每|按(?:公斤|[吨米平件个台套人天月年次斤份])|型号\S*$|[编单合同工货卡账票税订][号码]\S*\s*$/u,
    behind: /^\s?(?:一?[/／每]|一[台套个件年月次间支根把张瓶桶箱吨平米斤盒包袋辆只双份人天])/u,
  },
  {
    before:
      /(?:不到|不足|不超过?|超过?|多于|少于|低于|高于|至少|至多|最多|最低|最高|最少|顶多|起码|将近|接近|上限|下限|封顶|起步)(?:大?约|了|是|为|\s)*$/u,
  },
  {
    before:
      /去年|前年|上次|上回|(?<![点号日天周月年午前期一二三四五六日末])(?:以前|之前)|原来|原先|(?:原|底|限|控制|拦标|指导|市场?|进货|批发|零售|出厂|均|行情)价|历史|当时|往年|老价格|上一?年度/u,
  },
  { before: /(?:便宜|优惠|减|降|少|省|让利?|涨|加|差|多|贵|抹|补|亏|赚)了?(?:大?约|\s)*$/u },
  {
    behind:
      /^(?:左右)?(?:以[内上下]|之间|起|封顶|被拒|再报|的?话|才|就(?:签|行|做|可以))|^\s?吗|^\s?(?:已经?|都|全部?)?(?:[付收](?![费款方])|到账|打款|没付|未付|的?(?:预付|首付|尾款|缺口|差价|差距|优惠|罚|\S{0,2}(?:违约|[保证订定押佣奖资基租罚纳滞])金|\S{0,3}(?<!续)费(?!用)))|^(?:由)?(?:我们|公司|客户|他们|对方|双方|各|厂家|总部)\S{0,2}(?:出|承担|报销|付|摊)|^的(?:竞品|量|货(?!款)|库存|流水|营收|年?销|产|注册)/u,
  },
  {
    before:
      /@\s*$|\b(?:lowest|highest|cheapest|competitors?|rivals?|others?|competition|incumbent|vendors?|suppliers?|list price|counter(?:ed|s|ing)?(?:[- ]?offer(?:ed)?)?|they (?:want|offer|counter|quote|ask|went|said|bid|pay|paid|only|spend|got|make|charge|sell|drop|cut|lower|slash|undercut|came|come)\w*|(?:he|she|customer|client|boss) (?:wants?|offers?|offered|countered|bids?|says?|said)(?! (?:yes|ok|okay|fine|sure))|quoted us|offered us)\b/iu,
  },
  {
    before:
      /\b(?:if|unless|provided|could|might|maybe|perhaps|would|should|assuming|(?:their|his|her|current|existing)\s+(?:\w+\s+){0,2}(?:contract|deal|price|plan|spend|rate|quote|bid|offer|cost|order)|unit price|price per|per[- ]unit|hourly|daily|day rate|rate|same price)\b/iu,
  },
  {
    before:
      /\b(?:paid|pays?|paying|invoices?d?|balance|deposit|refund(?:ed|ing)?|fees?(?! agreed)|spent|spends?|costs? (?:us|them|him|her)|save[sd]?|saving|grew|worth of|bought|revenue|turnover|raised|profit|owes?|owed|overdue|credit(?:ed)?|salary|fined?|off(?=\s*$)|less|cheaper by|discount of|gap|difference|their (?:number|price|offer|target|limit|max)|target price|we need|floor|compared to|against|penalt\w+|commission|bonus|lost|losing|wasted|inventory|stock|market|funding|grant|loan|rebate|insurance|shipping|freight|freight of|tax|VAT of|volume|headcount|savings?)\b(?! (?:series|price to))/iu,
  },
  {
    before:
      /\b(?:under|up to|above|below|over|less than|more than|at (?:least|most)|max(?:imum)?|min(?:imum)?|between|almost|nearly|exceed\w*|beyond|tops? out|topped out|capped|caps?|limited to|instead of|rather than|from|was|were|starting|not|vs\.?|versus|than|only if|by|they(?:['’]re| are) at)\s*(?:about\s+|at\s+)?$/iu,
  },
  {
    before:
      /\b(?:last (?:year|time|month|quarter)|previous(?:ly)?|used to|originally|old price|before(?= (?:that|this|it|we|they|was|the)\b|\s*$))\b/iu,
  },
  {
    behind:
      /^\s?(?:\/|per\b|each\b|apiece\b|an? (?:month|year|seat|piece|unit|hour|day|head|user|pop|box|case|ton|bag|pallet|licen[cs]e|store|site|week|night|vehicle|van|truck|door)\b|p\.?[ahmu]\.?\b|pcm\b|[am]rr\b|monthly\b|yearly\b|annually\b|annual\b|(?:worth|of stock)\b|discount\b|off\b|cheaper\b|less\b|more\b|too (?:high|much|expensive|steep|pricey|rich|low)\b|refund|deposit\b|received\b|paid\b|overdue\b|outstanding\b|unpaid\b|late\b|behind\b|short\b|apart\b|difference\b|gap\b|to go\b|left\b|upfront\b|later\b|extra\b|shipping\b|freight\b|setup\b|fee\b|fine\b|penalty\b|commission\b|credit\b|grant\b|loan\b|cap\b|limit\b|list\b|floor\b|max\b|min\b|if\b|unless\b|only if\b|from (?:competitors?|rivals?|others?)\b|(?:in )?(?:revenue|turnover|sales|funding|headcount|savings|losses|debt|stock|inventory|fees)\b)/iu,
  },
];

/** What may stand between a word that tells a sum and the sum: little, or the word speaks of something else. */
const GAP_ZH = '[^，,。；;\\d]{0,8}';
const GAP_EN = "(?:[\\s():=~#-]*[\\w'’/.&%-]+){0,5}?[\\s():=~#-]*";
/** Between a thing and its price only what joins them may stand. */
const LINK_EN =
  "(?:[\\s(:=~#-]|\\b(?:value|worth|size|is|at|for|of|to|about|around|approx\\.?|roughly|now|comes?|came|coming|in|the|paperwork|today|yesterday|premium|an?|just|accepted|signed|confirmed|approved|awarded|agreed|sent|out|over|up|us|total|price|on|received|rec['’]d|issued|dated|landed|\\d{1,2}[- ](?:yrs?|years?|months?|mos?)|(?:one|two|three|multi)[- ]years?|annual|otherwise|new|big|small|mr|no|#?[\\w-]*\\d[\\w/-]*)(?![\\w'’]))*";

function zh(words: string): Sign {
  return { before: new RegExp(`(?:${words})${GAP_ZH}$`, 'u'), ahead: new RegExp(words, 'u') };
}

function en(words: string, gap = GAP_EN): Sign {
  const whole = `\\b(?:${words})(?![\\w'’])`;
  return {
    before: new RegExp(`${whole}${gap}[大概约是差不多为在\\s]*$`, 'iu'),
    ahead: new RegExp(whole, 'iu'),
  };
}

/** Who quotes must be us: `西门子报了80万` is another's price. */
const WE_ZH =
  '(?<=^|[\\s，,。；;：:、（(!！?？“”"\\d]|我|我们|咱们?|我方|公司|给[^，,。；;\\s]{1,6}|今天|昨天|前天|[上下中]午|刚才?|刚刚|已经?|又|再|重新|先|就|也|还|才|只|总|最[新终后]|初步|首次|[次轮版]|新|口头|书面|正式|含税|电话|微信|邮件|上门|现场|当[场面]|[里上中的了过并且后去发要能个月号日年]|可以|[大概约完变]|打包|整体|合计|批量|[一二两三四五六七八九十]|[周星期礼拜][一二三四五六日天]|时|说|按|以|用|把|做|帮|改|[调改]?[整好]|降价|[a-zA-Z]|附|含|有|为|是|加|拿|从|前|单|内|外|程|案|间|目)';

/** What makes a sum ours to write down, the surest first: what was agreed, what was offered, what is to be had. */
export const quoted: readonly (readonly Sign[])[] = [
  [
    {
      before:
        /(?:降|调|改|谈|砍|让|涨|升|[可能]以?给|松口|变|提|优惠)(?:价|低|高)?[到至成为]了?(?:大概|大约|差不多|约|含税|总价)?\s*$/u,
    },
    zh(
      '最[终后]|折后|成交|重新报|(?:优惠|打折|让利|核算|重算|调整|修改|更新|议价)后|谈妥|谈好|敲定|定价|中标|我们这[块部]|我方|总(?:\\s*$|[共价计额])|总金额|折后?\\s*$|下来\\s*$|最后\\s*$|打包|算下来|[台套个件批]就是|共\\s*$|一共|共计|合计|合同[总额价金]',
    ),
    {
      before:
        /\b(?:(?:dropped|lowered|reduced|cut|discount(?:ed)?|down|came down|moved|raised|increased|bumped|went|upped|adjusted|revised|negotiated)\b.*\bto|closed (?:at|for|on)|agreed(?: on| at| to|:)?|settled (?:at|on|for)|final(?: price)?(?: is| of|:)?|total(?:s|ling|led)?(?: is| of| comes to|:)?|comes to|new price(?: is| of|:)?|landed (?:at|on)|shook (?:hands )?(?:at|on)|signed (?:at|for))\s*(?:about|around|a)?\s*$/iu,
    },
    { behind: /^\s(?:in )?(?:total|altogether|all in)\b/iu },
    { before: /(?:=|->|→|⇒)\s*$/u },
    en('price agreed'),
    en('(?:total|final|new) (?:contract|price|cost|value|order|quote|amount|deal)', LINK_EN),
    { behind: /^\s(?:final|firm|agreed|now)\b/iu },
    {
      behind:
        /^(?:[他她]们?|客户|对方|老板)?(?:也|就|是)?(?:说|觉得|表示)?(?:可以|能接受|接受|同意|没问题|OK|行(?=$|[，,。]))/iu,
    },
  ],
  [
    zh(
      `(?:[报总特新现售签]|合同|含税|打包|优惠|投标|[续服]费|一口|到岸|离岸|包干|协议|签约|套餐|最低|成交|\\s)价\\s*(?:是|为|在|[:：])?\\s*$|(?:总|合同|订单)额|[下小大首]单(?!价)|成交价|[下订]了?单|签\\s*$|${WE_ZH}报价|造价|概算|总额|${WE_ZH}报(?:了(?!名)|的|过去|上去|给|\\s*$)|${WE_ZH}报个?价|我们?报(?![名到销废备关修税告纸送警表])|金额|价格|费用|标的|投标价|合同|续[约费签]|签了|里报|我们要|单子|改成|接受|同意`,
    ),
    en(
      "q[uo]{2}t(?:ed|ing)|quot(?:e|es|ation)|offer(?:ed|ing)?|pric(?:e|ed|ing)|proposal|propos(?:ed|ing)|(?:we|ours) (?:are|is) at|we['’]re at|ours(?: is)?|we (?:said|say|told|are|asked)|we['’]re|our (?:number|price|total|fee)|told (?:him|her|them)|gave (?:them|him|her)|bid|replied|pitched|tender(?:ed)?|submitted|yes to|estimate[ds]?|est\\.?",
    ),
    en(
      'worth|value|amount|contract|deal|renewals?|earmarked|PO|signed(?: for| at)?|renew(?:ing|s|ed)?|(?:re)?order(?:ed)?|verbal(?: yes)?|now|down to|won|closed|project|sow|approved|sold|upsold|awarded|go(?:ing)? ahead|accepted|okayed|purchase order|change order|docusign|loi|mou|agreement|tcv|acv|contract value|opportunity|opp',
      LINK_EN,
    ),
    { before: /^\s*(?:现在|目前)(?:是|报)?\s*$/u },
    { before: /^\s*(?:我们|咱们?|我方|我家)(?:是|就|这边|要)?\s*$/u },
    { before: new RegExp(`^\\s*(?:total |est\\.? )?cost${LINK_EN}$`, 'iu') },
    {
      before:
        /(?:(?<![预押固规指稳确约])定了?|套餐|框架|改造|工程|项目|装修|翻新|[首年]单|定制|实施)(?:费用)?\s*(?:大概|大约|约|预计|估计)?\s*$/u,
    },
    {
      behind:
        /^\s?(?:成交|拿下|搞定|签[约了单]|可以|没问题|能[做签])|^的?(?:[大小]?(?:单子?|项目)|项目|合同|订单|生意|报价|标)/u,
    },
    {
      behind:
        /^\s(?:deal|contract|offer|quote|came (?:in|through|thru)|upsell|renewal|earmarked|order|project|proposal|signed|accepted|approved|agreed|final|confirmed|quoted|offered|proposed|opp|opportunity|po|package|plan|bundle|retainer|sow|price(?! (?:diff|gap|cut|hike|increase|rise|drop)))\b/iu,
    },
  ],
  [
    zh('预算|标价|意向'),
    en('upgrade|retrofit|refit|install(?:ation)?|repair|replacement|rollout|expansion|job', LINK_EN),
    en("budget(?:ed)?(?:['’]s)?|ok with|fine with|happy with|set aside|allocated"),
    {
      behind:
        /^\s(?:opportunity|budget|set aside|put aside|allocated|ring[- ]?fenced|to spend|(?:is |was |sounds )?(?:ok|okay|fine|good)|down from)\b/iu,
    },
    { before: /(?:需要|要做|想[买要]|采购)[^，,。；;]{0,8}(?:大概|大约|约|预计|估计)\s*$/u },
  ],
];

/** Our price, without its unit: `budget's 30k, we're at 34`. */
export const bareOurs =
  /\b(?:we['’]?re at|we are at|quoted|ours(?: is|['’]s))\s+\d{1,3}(?![\d,.%]|\s?[kmw]\b|\s?(?:mil|thou)|\s+[a-z]+s\b)/iu;
/** What takes something off a price that was said before without saying what is left. */
export const cutsLater =
  /(?<![要求让想望能问][^，,。；;]{0,8})(?:打\S{0,2}[\d一二三四五六七八九]+折|下浮)|\bmeet(?:ing)? (?:them |him |her )?(?:in the middle|half-?way)|\bsplit(?:ting)? (?:it|the diff\w*)|(?:我们?说|我们?)?最[低少多]\S{0,2}[\d一二三四五六七八九两]|我们?(?:说|答应|退到|咬定)\D{0,3}[\d一二三四五六七八九两]|再(?:让|降|减|便宜|优惠|少|砍|打)\S{0,3}[\d一二三四五六七八九两半]|(?:another|further|additional|extra)\s+[$€£]?[\d.,]+\s?(?:k|%|percent)?\s+off/iu;
/** A sum told as that of everything together. */
export const whole =
  /(?:报价|合同|订单|金额|\bquoted?|总|共|合计|打包|就是|算下来|=|\btotal|\ball in|\baltogether|\boutright)[^，,。；;\d]{0,8}$/iu;
/** What the customer asked for, and a price that is what they asked: `说要降配，从6800降到4800`. */
export const demanded = /(?:说要|要求|希望|想|[让要]我们?)/u;
export const lowered = /[降减砍压][到至低]|从/u;
/** An order, however small. */
export const ordered =
  /\b(?:order|invoice|fee|deal|contract|won|signed|repair|trial|sample)|单|签|合同|成交|总|共/iu;
/** The price of one piece or of one month. */
export const piecewise =
  /[一每][台套个件支根把张瓶桶箱吨平米斤盒包袋辆只双份](?:月|\D{0,8}$)|[一每]个?(?:月|天)[^，,。；;\d]{0,4}$|单价[^，,。；;\d]{0,6}$/u;
/** What may stand around a sum without telling anything of it. */
export const saysNothing =
  /^(?:大概|大约|预计|预估|估计|差不多|左右|约|总共|共|还是|仍是?|不变|没变|含税|不含税|就|才|了|吧|the|just|only|about|approx\.?|roughly|around|in total|all in|incl\.?(?:uding)? \w+|ex(?:cl\.?)? \w+|[\s()（）~≈+])*$/iu;
/** The writer takes back what was just said. */
export const takenBack =
  /\b(?:backed out|changed (?:his|her|their) minds?|fell through|reneged|joking|kidding|typo|i mean|correction|scratch that)\b|反悔|变卦|不认账|作废|撤单|打错|写错|说错|记错|不对[，,]/iu;

/** One sum and another, or one of two: which is meant nobody can tell. */
export const adds = /再加|另加|后续|加上|外加|另外|或者?|还是|\bplus\b|[+＋]|\bor\b|\band another\b/iu;

/** Several prices are told, of which none is the one. */
export const several =
  /\b(?:quotes|prices|offers|options|versions|packages|tiers)\b|[两三四几多]\S?(?:种|个|版|套|档|份)\S{0,3}(?:方案|规格|报价|价格|型号|配置|版本)|分别/iu;

export function fits(sign: Sign, before: string, behind: string, told?: string): boolean {
  return (
    (sign.before?.test(before) ?? false) ||
    (sign.behind?.test(behind) ?? false) ||
    (told !== undefined && (sign.ahead?.test(told) ?? false))
  );
}
