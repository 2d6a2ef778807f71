//! What shows that words drift away from the person: into how things are in general, the sender's own merits, better
//! days, or the defence of others.

use super::phrase::{listed, pattern};
use crate::detect::Mechanism::{self, ConflictAvoidance, EmpathicGranularityMismatch};
use regex::Regex;
use std::sync::LazyLock;

/// A way in which words drift away from the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drift {
    /// How things are in general.
    General,
    /// The merits of the sender's house.
    House,
    /// Better days, a next visit, an end to the talk.
    Onward,
    /// Somebody else's good intentions.
    Defence,
    /// What the person should do better another time.
    Lesson,
    /// Praise of the question.
    Praise,
}

impl Drift {
    /// Why such words go, and for which mechanism.
    pub(super) fn reason(self) -> (Mechanism, &'static str) {
        match self {
            Self::General => (EmpathicGranularityMismatch, "drops how things are in general"),
            Self::House => (EmpathicGranularityMismatch, "drops praise of our own ways"),
            Self::Onward => (ConflictAvoidance, "drops a bright outlook on what is still open"),
            Self::Defence => (ConflictAvoidance, "drops a defence of somebody else"),
            Self::Lesson => (ConflictAvoidance, "drops a lesson for the next time"),
            Self::Praise => (ConflictAvoidance, "drops praise that answers nothing"),
        }
    }
}

/// Openings of a general sentence, in small letters.
static GENERAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:of course|as you know|sadly|after all|in general|sometimes|occasionally|(?:on|at|in) (?:busy|lively|quiet|hectic) \w+),? )?(?:",
        r"(?:individuals|people|families|couples|children|kids|parents|pets|dogs|cats|horses|friends|friendships|siblings|relationships|emotions|feelings",
        r"|plants|brakes|doctors|teachers|colleagues|teams|things|accidents|mistakes|memories|evenings|mornings|changes|transitions|moves|events|moments",
        r"|christenings|weddings|funerals|separations|break-?ups|disagreements|conversations|visits|holidays|mealtimes",
        r"|money matters|long-serving \w+|older \w+|old \w+|new \w+|young \w+|shared \w+|busy \w+|handmade \w+|scripts|numbers|plans) ",
        r"|(?:every|each) (?:\w+ )?(?:\w+ )?(?:is|has|goes|grieves|heals|finds|comes|counts|brings|deserves)\b",
        r"|(?:everyone|everybody|anyone|anybody|no ?one|nobody|life|grief|loss|healing|recovery|love|trust|time|change|work|growing up|parenting|communication|teamwork|banter|team banter|humour|tone|travel|moving|friendship|marriage) ",
        r"|everyone's |everybody's ",
        r"|(?:most|many|some|lots of|a lot of|plenty of) (?:\w+ )?(?:people|families|carers|parents|dads|mums|teams|newcomers|runners|members|managers|couples|customers|guests|owners|patients|students|riders|users|players|writers|musicians|singers|colleagues)\b",
        r"|(?:we all|all of us|we're all|none of us|each of us|you can't please everyone)\b",
        r"|there(?:'s| is| are)(?: really)? (?:no|always|usually|often|more than|many|so many|two sides|lots of|all sorts)\b",
        r"|it(?:'s| is) (?:(?:only|perfectly|quite|completely|entirely|very) )?(?:natural|normal|common|human|not uncommon|part of)\b",
        r"|an? [\w\-]+(?: [\w\-]+)? (?:only ever |often |always |usually |sometimes )?(?:can|may|tends?|is (?:always|often|usually|never|a place|also)|always|often|usually|only ever)\b",
        r"|(?:fear|nerves|anger|sadness|shock|fault|distance|silence|absence|stress|confidence|practice) (?:\w+ ){0,6}?(?:is|can|may|often|shows|has|takes|comes|makes)\b",
        r"|when (?:something|two people|people|a row|emotions)\b|with so many |later in a |(?:the start|the end) of (?:term|the year|the season) (?:often|always|usually|can)\b",
        r"|[^.;]{3,80}? (?:is|are) (?:all |just |simply )?(?:a (?:normal |natural )?)?part of (?:growing up|life|the job|the game|getting older|family life|working life|being)\b",
        r"|(?:no|life) (?:two|release|system|team|family|place|one) \w+",
        r"|(?:an? )?[a-z\-]+(?: \w+)? (?:of (?:this|that) (?:kind|sort|type)|(?:like|such as) (?:this|these|that))(?: one)? (?:is|are|can|may|brings?|has|have|does|do|tends?|happens?|takes?|shows?|goes|makes?)\b",
        r"|(?:[a-z\-]+ ){1,3}(?:tends? to\b|(?:can|may) (?:vary|differ|take longer|sometimes|occasionally)\b|can be (?:a |an )?(?:delicate|sensitive|tricky|complex|emotional|read in more))",
        r"|(?:[a-z\-]+ ){1,4}(?:(?:is|are) (?:commonly|widely|frequently|often|generally)|do(?:es)? (?:now and then|sometimes|occasionally|happen)) \w+",
        r")",
    ))
});

/// General openings with a word that mostly points at something.
static OPENERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:it(?:'s| is) |there(?:'s| is| are) |the (?:start|end) of |we all |we're all |you can't )")
});

/// What the sender's house is proud of.
static HOUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:and|but|here|at \w+),? )?(?:please (?:know|be assured|rest assured) that |rest assured(?: that)? )?(?:",
        r"(?:we|i|all of us|our (?:\w+ )?(?:team|staff|drivers|florists|chefs|engineers|crews?|people|teachers|volunteers|nurses|colleagues)|my (?:staff|team|crew))",
        r"(?: here)?(?: all| always| really| truly| do)* (?:take|takes|work|works|try|tries|strive|strives|aim|aims|love|loves|care|cares|welcome|welcomes|pride|prides|treat|treats|look at|put|puts|want everybody|want everyone|want every|want each|value|values|plan what)\b",
        r"[^0-9]{0,90}?(?:pride|seriously|seriousness|care|hard to|every|everyone|everybody|each|all (?:feedback|complaints|concerns|reports)|families|deeply|very best|our best|fair|friendly|open mind|background|ourselves)\b",
        r"|(?:we|our team|our people)(?:'re| are) (?:always|constantly|continually|forever|never not) (?:looking|working|keen|pleased|happy|glad|trying|striving|learning|improving|delighted)\b",
        r"|we (?:handle|juggle|carry|get|receive|deal with) (?:a lot|a great many|a great deal|several|so many|many|lots|hundreds|thousands)\b",
        r"|(?:the |your )?(?:safety|welfare|well-?being|comfort|happiness|satisfaction|dignity|privacy|quality|stability|accessibility|accuracy|protection|hygiene|inclusion|fairness|security)\b[^0-9]{0,60}?\b(?:is|are|matters?|comes?|sits?|lies|means?|remains?)\b[^0-9]{0,30}?\b(?:paramount|first|heart|importance|important|priority|lot|deal|enormously|foundation|everything|us)\b",
        r"|(?:messages|moments|comments|feedback|reviews|stories|words|reports|reactions) (?:such as|like|of) (?:this|these|yours|this kind)\b",
        r"|(?:you're|you are) a valued\b",
        r")",
    ))
});

/// Better days, next visits, closings.
static ONWARD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:and|but|so|still|for now|in the meantime|meanwhile),? )?(?:",
        r"(?:by (?:the summer|next year|christmas|spring|then)|before long|in (?:a year or two|a few years|time|no time)|one day|soon enough),? (?:you|this|it|things|the)\b",
        r"|(?:you'll|you will) (?:be wondering what|look back|laugh about|feel like yourself|soon|come out|get there|be back)\b",
        r"|(?:i|we) (?:do |very much |really )?hope (?:that )?(?:your next|next time|to (?:see|welcome)|you(?:'ll| will) (?:give|come|join|visit|enjoy|try|be back))\b",
        r"|(?:do |please )?(?:come back|give (?:us|me) another|let us show you|keep smiling|keep faith)\b",
        r"|(?:we|i)(?: very much| really)? look forward to (?:helping|seeing|serving|welcoming|hearing|having)|(?:we're|we are|i'm|i am) looking forward to",
        r"|(?:i'm|i am|we're|we are) sure [^,;.]{1,40} (?:funny side|forgive|understand|laugh)|\w+ (?:saw|will see) the funny side",
        r"|(?:we'd|we would|i'd|i would) (?:love|be (?:thrilled|delighted|honoured|so happy))(?: for you| if you| to be part| to welcome| to see you back| to show you)",
        r"|let(?:'s|s| us) (?:all |both |just )?(?:be kind|look (?:forward|ahead)|get back to|keep (?:an open mind|things positive)|focus on|put this|stay positive|move)",
        r"|what (?:counts|matters)(?: most)? (?:now |here )?is\b|(?:the main|the important) thing (?:now )?is\b",
        r"|now you can look\b|(?:could|can|shall) (?:you and i|we) (?:now )?look (?:ahead|forward)\b",
        r"|every ending\b|onwards and upwards|it all works out|time (?:heals|will)\b",
        r"|(?:i'm|i am|we're|we are) (?:sure|confident|certain|hopeful) (?:that )?(?:tomorrow|the next|things will|it will|it'll|you'll soon|you will soon|time will|better)\b",
        r"|(?:the )?good (?:news|thing) is (?:that )?(?:most|things|we|you've already|you can)\b",
        r"|on the bright side\b|there's every reason to\b|look on the bright\b",
        r")",
    ))
});

/// The defence of somebody else.
static DEFENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:(?:he|she|they|\w+ly|probably|everybody\b[^,;.]{0,20}|everyone\b[^,;.]{0,20}) (?:was|were|is|are|will have been|was probably|were probably|may well have been) (?:just |only |surely |probably )?(?:trying|meaning|doing (?:their|his|her) best)",
        r"|(?:he|she|they|[a-z]+) only (?:wanted|meant)|didn't mean (?:it|any|to)|meant no harm|mean(?:s|t)? well|heart of gold|big-hearted",
        r"|has been with us (?:for|since)|sense of humou?r|a bit of (?:fun|banter)|landed (?:harsher|differently)|land differently|came across (?:harsher|differently)",
        r"|(?:two|both) sides to|more than one side|(?:is|it's) rarely (?:down to )?one person|takes two|both a point|each of (?:them|us|you) can|you've each got something|own a little of it|cares? deeply about|may well have been trying|in fairness)\b",
    ))
});

/// What the person should do better another time.
static LESSON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:and|but|so),? )?(?:(?:for )?next time\b|in (?:the )?future,? (?:we'd|we would|i'd|it|please|you|do|try)\b|if you [^,;.]{3,50} next time\b",
        r"|it(?:'s| is) always (?:best|worth|wise|a good idea|sensible)\b|(?:and|so) it(?:'s| is) always\b)",
    ))
});

/// Praise of the question or of whoever asks it.
static PRAISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:that's |what )?an? )?(?:good|great|excellent|fair|interesting) question[.!]?$|^it takes (?:real |great |true )?(?:strength|courage) to\b",
    )
});

/// How words drift, by what they say; `None` where they do not.
pub(super) fn drift(words: &str) -> Option<Drift> {
    let lower = words.trim().replace('\u{2019}', "'").to_lowercase();
    let rows = [
        (&PRAISE, Drift::Praise),
        (&DEFENCE, Drift::Defence),
        (&LESSON, Drift::Lesson),
        (&ONWARD, Drift::Onward),
        (&HOUSE, Drift::House),
        (&GENERAL, Drift::General),
    ];
    // "It can happen" and "the train may be late" speak of something in particular.
    const OWN: &str = "it this that these those the your our my his her their you we i he she they there what";
    let first = lower.split_whitespace().next().unwrap_or("");
    let told = rows.into_iter().find(|(tell, _)| tell.is_match(&lower)).map(|(_, drift)| drift);
    let told = told.filter(|drift| *drift != Drift::General || !listed(OWN, first) || OPENERS.is_match(&lower));
    told.or_else(|| many(&lower).then_some(Drift::General))
}

/// Whether a sentence begins with many of a kind and what they do: "dads do get carried away".
fn many(lower: &str) -> bool {
    static MANY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:[a-z\-]+ )?([a-z\-]+s) (?:do|often|sometimes|usually|always|rarely) [a-z]+"));
    const NO: &str = "\
        the this that these those his her its your our my their us was is has does as yes thanks always sometimes perhaps \
        refunds results tickets payments orders we you they i it he she there what which who all both";
    let first = lower.split_whitespace().next().unwrap_or("");
    let noun = MANY.captures(lower).and_then(|caught| caught.get(1)).map_or("", |noun| noun.as_str());
    !noun.is_empty() && !listed(NO, noun) && !listed(NO, first)
}

#[cfg(test)]
mod tests {
    use super::{Drift, drift};

    #[test]
    fn drift_is_told_by_its_opening() {
        for (words, wanted) in [
            ("Grief of this kind takes its own time.", Some(Drift::General)),
            ("Delays do happen in the busy months.", Some(Drift::General)),
            ("We take every complaint seriously.", Some(Drift::House)),
            ("Let's all look forward now.", Some(Drift::Onward)),
            ("He was only trying to help.", Some(Drift::Defence)),
            ("Next time, check the label first.", Some(Drift::Lesson)),
            ("Breaks are lively, and a scraped knee is part of growing up.", Some(Drift::General)),
            ("Great question!", Some(Drift::Praise)),
            ("We took the wrong bag.", None),
            ("Your bag is in Lisbon.", None),
            ("The keys do not fit.", None),
        ] {
            assert_eq!(drift(words), wanted, "{words}");
        }
    }
}
