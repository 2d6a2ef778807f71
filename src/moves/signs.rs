//! The phrases by which moves are known, over flat text: small letters, straight apostrophes, single blanks.

use crate::guard::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Questions that propose.
pub(super) static PROPOSES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:and |so |then )?(?:why not|why don't you|how about|what about|have you (?:tried|considered|thought (?:of|about)))\b",
    )
});

/// Courtesy at the rim of a reply.
pub(super) static CLOSES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:and |so |again,? |once again,? )?(?:many |kind )?(?:thanks|thank you)\b",
        r"|we (?:really |truly |do )?(?:appreciate|value) (?:your|you|the)\b",
        r"|(?:good luck|best of luck|take (?:good )?care|see you|speak soon|talk soon|all the best|safe travels|welcome back|have a)\b",
        r"|(?:please |do |you can |you may )*(?:let (?:me|us) know if|get in touch if|feel free to (?:get in touch|contact|reach|reply|write|call|ask)|reach out if|write (?:to us )?(?:again|any ?time)|come back to (?:me|us) if)",
        r"|if (?:you (?:have|need)|there is|there's|i can|we can) (?:any(?:thing)?\b|be of)",
        r"|(?:i'm|i am|we're|we are)(?: always| all)? (?:here (?:if|when|for|to)|happy to help|glad to help|thinking of you|with you\b)",
        r"|(?:i|we) (?:hope (?:this|that|you)|wish you|look forward|remain)\b)",
        r"|\b(?:don't|do not) hesitate to\b|\bif (?:you need|there is|there's) anything\b|\banything else\b.*\b(?:help|do|need)\b",
    ))
});

/// Responsibility taken by the sender.
pub(super) static OWNS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:our|my) (?:own )?(?:fault|mistakes?|error|failure|failing|oversight|slip|doing|responsibility)\b",
        r"|\b(?:is|was|are|were|that's|it's) (?:entirely |all |fully )?(?:on|down to) (?:us|me)\b",
        r"|\b(?:i|we)(?: have| had|'ve)? (?:got (?:it|this|that|your \w+) wrong|messed (?:this |that |it )?up|let you down|failed|forgot(?:ten)?|neglected|overlooked|mislaid)\b",
        r"|\b(?:i|we)(?: also)? (?:was|were) wrong\b|\b(?:i|we) (?:should|ought to)(?: not|n't)? have\b|\b(?:somebody|someone|nobody|anyone|we all|our \w+)(?: \w+)? should(?: not|n't)? have\b",
        r"|\b(?:i|we)(?: have| had|'ve)? (?:lost|broke|deleted|cancelled|missed|ignored|charged|overcharged|mixed up|damaged|delayed|left|kept|sold|sent|gave|told|billed)(?: \w+)? (?:you|your|on you|the wrong)\b",
        r"|\b(?:no|not an) excuse\b|\b(?:take|accept|bear)s? (?:full |the )?(?:responsibility|the blame)\b",
        r"|\b(?:apolog\w+|sorry)\b.*\b(?:we|i) (?:did not|didn't|never|have not|haven't|broke|lost|made|let|kept|left|sent|told|missed|took)\b",
        r"|\bbecause of (?:us|me)\b|\bbecause (?:i|we) (?:picked|chose|forgot|failed|put|left|did not|didn't|never|lost|got|missed)\b",
        r"|\b(?:that|this|it|you) should(?: not|n't| never) have\b",
    ))
});

/// A feeling acknowledged.
pub(super) static VALIDATES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:oh,? |and |so |dear \w+, )?(?:i'm|i am|we're|we are)(?: so| very| truly| really| deeply| terribly| genuinely)* (?:sorry|sad|heartbroken)\b",
        r"|^(?:oh,? |so |very |deeply )?(?:sorry|condolences|my condolences|our condolences|ouch|ugh)\b",
        r"|\b(?:i|we)(?: can| do| truly| completely| fully| totally| really| absolutely| only)* (?:understand|imagine|appreciate|recogni[sz]e|reali[sz]e|know|hear|see|feel)(?: just)? (?:how|why|that you're|that you are|that this|that it|it can|this can|what this|what that|your)\b",
        r"|\b(?:that|this|it|which|what you describe)(?: all)? (?:sounds|must|can|would|has to) (?:be |have been |feel |have felt )?(?:like (?:a|an) )?(?:so |really |very |incredibly |extremely |truly |deeply |awfully )*(?:hard|heavy|difficult|painful|tough|frustrating|upsetting|stressful|exhausting|scary|frightening|awful|terrible|lonely|overwhelming|devastating|unfair|hurtful|rough|challenging|maddening)\b",
        r"|\bmust (?:be|feel|have been|have felt)(?: like| so| very| really)* \w+",
        r"|\bmakes? (?:complete |total |perfect |a lot of )?sense that\b|\bno wonder\b|^of course (?:you|it|that|this)\b|\b(?:anyone|anybody|most people) would\b|\bwould \w+ any(?:one|body)\b|\bwho wouldn't\b",
        r"|\b(?:every|a) (?:right|reason) to (?:be|feel)\b|\byou(?:'re| are) (?:right|entitled|allowed) to (?:be|feel)\b|\byou(?:'re| are) (?:not |no )(?:\w+ )?(?:alone|silly|stupid|overreacting|wrong|weak|to blame|idiot|fool|failure|burden|crazy)\b|\bnot your fault\b",
        r"|\b(?:is|are|was|were)(?: completely| totally| entirely| perfectly| so| only| very)* (?:understandable|valid|natural|justified|normal)\b|\ba (?:natural|normal|human) (?:response|reaction)\b",
        r"|^(?:it|that|this) (?:really |just |does )?(?:hurts?|stings?|aches?)\b|\bthat (?:hurts|stings)\b|^what (?:an? )?(?:\w+ )?(?:awful|miserable|horrible|terrible|dreadful|cruel|sad|hard|heavy|frightening|painful|blow|loss|shock|nightmare|mess|let-?down|wonderful|lovely)\b",
        r"|\b(?:that|this|it)(?: is|'s| was)(?: a| an| so| really| truly| just| simply)* (?:awful|horrible|terrible|dreadful|heartbreaking|frightening|terrifying|gutting|exhausting|infuriating|maddening|cruel|heavy|hard|grim|painful|unfair)\b",
        r"|\bgrief\b",
    ))
});

/// Something suggested, asked for or offered, at the head of the sentence or behind its first clause.
pub(super) static ADVISES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:i|we)(?:'d| would|'ll)?(?: strongly| also| always)? (?:suggest|recommend|advise|encourage|propose|urge)\b",
        r"|\byou (?:can|could|may|might|should|will want to|'ll want to|need to|ought to)(?: also| always| still| want to| wish to| like to| instead)? (?:try|ask|use|keep|take|request|write|call|ring|send|choose|consider|bring|start|find|apply|appeal|reply|reach|speak|talk|contact|tell|go|check|visit|move|leave|see|set|make|let|give|get|book|claim|report|drop)\b|\bshould be (?:contacted|called|told|asked|sent|kept|taken)\b",
        r"|\b(?:it's|it is|it may be|it might be|may be|might be) (?:worth|an idea|a good idea|best|wise|helpful|useful)\b|\b(?:it|that|this|what|which|one thing that|something that) (?:may|might|can|could|would|often|sometimes)(?: also| really)? helps?\b|\ba good (?:first|next) step\b|\bnext step\b",
        r"|^(?:please |then |just |next,? |first,? |instead,? |meanwhile,? |and |so |do |also,? |perhaps |maybe |until then,? |for now,? |in the meantime,? |(?:if|when|once|before|after|to|until|while)\b[^,]{2,60}, )*(?:please |then |just |do )*",
        r"(?:let's|try|consider|ask|send|call|ring|write|tell|talk|speak|keep|take|use|bring|book|reply|wait|check|open|choose|go|give|set|start|stop|remember|make|put|leave|look|pick|contact|visit|show|allow|focus|avoid|remove|restart|reset|update|return|fill|complete|submit|sign|log|click|tap|add|drop|email|get|find|practise|practice|breathe|rest|don't|do not|never|be (?:gentle|kind|patient|sure))\b",
    ))
});

/// What the person told, announced as such.
pub(super) static RESTATES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:it|that) (?:sounds|seems|looks) (?:like|as if|as though|that) (?:you|your)\b|^so,? (?:you|your)\b|\bfrom what you(?:'ve| have)? (?:told|said|wrote|written|described|shared)\b",
        r"|\byou (?:told|wrote to|said to) (?:me|us)\b|\byou (?:say|said|wrote|mention|mentioned|describe|described|explained) (?:that|how)\b|\bif i (?:read|understand|hear) you\b|\bi (?:read|see|hear) that you\b|^you(?:'ve| have) been \w+ing\b",
    ))
});

/// "You" and what they did or what was done to them, at the head.
pub(super) static YOU_DID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:and |so |now )?(?:you (?:had|have|were|was|did|didn't|got|came|went|sat|\w+ed|put|sent|wrote|paid|waited|lost|felt|made)|you've|you're|your \w+)\b",
    )
});
