//! Words with a capital that are no names, and names that are words.

/// Words in capitals that stand where names do and name nobody.
pub(super) const NOBODY: &str = "\
    student parent resident tenant applicant passenger patient reader colleague neighbour neighbor folks mum mom dad \
    mummy daddy grandma grandad nan editor hiring candidate subscriber traveller traveler shopper donor volunteer \
    office officer housing funding admissions accounts complaints claims bookings returns deliveries operations \
    reception clinic hospital surgery school university college council bank store shop hotel airline library pharmacy \
    insurance health care group ltd limited inc llc gmbh company centre center line desk head chair president \
    american british english scottish welsh irish french german italian spanish polish dutch indian chinese japanese \
    african european asian australian canadian muslim christian catholic jewish hindu sikh buddhist deaf blind autistic \
    disabled gay ok okay hr it uk us usa eu gp nhs sms app online email internet monday friday world universe lord jesus \
    nurse sister matron midwife fr rev reverend prof professor sir lady lord dame captain sergeant constable inspector \
    officer judge justice rabbi imam pastor coach uncle aunt auntie cousin cllr staff ward block room floor building \
    flat house bay bed gate terminal platform step chapter table appendix figure question issue point item type grade year \
    sirs madams developer developers family father brother anyone nobody everybody anybody somebody right over back out \
    same plumber newbie driver seller buyer landlord boss chief captain coach commander alive so done here gone \
    urgent help ta asap answer hurry pls yep yes nope no thanks thx please honestly seriously why what how when goodbye \
    unacceptable ridiculous disgusting awful wrong absolutely nice happy great new your our all people someone";

/// Names that are words as well: they count only where no other word would have a capital.
pub(super) const WORDS: &str = "\
    will mark may rose grace hope joy faith bill frank grant chase art gene june april august summer dawn ivy lily rich \
    dean drew pat sue rob nick jack guy ray max chance wade miles penny mercy patience melody star sky hunter cook king \
    young long white black brown green wood hill stone field banks price baker little day rain holly iris olive ginger \
    sandy rusty buddy lucky honey angel charity constance prudence victor norm sterling gold silver bright sharp swift \
    strong moody power powers page bell ball field fields rivers brook brooks lake marsh forest woods bush reed rice \
    pearl ruby jade amber crystal destiny trinity harmony skip chip bud dusty misty candy sunny windy carol dolly polly \
    bob don ken dot peg kit jay robin martin marina paris london florence sydney georgia virginia chelsea lane street \
    case love major carry harry tom tiger bear wolf fox lion biscuit pepper cookie shadow smoky snow storm sage basil \
    mason porter taylor carter parker walker turner fisher shepherd smith cash rock cliff dale glen heath park parks \
    newman freeman short small large best good noble wise savage stern frost winter winters spring moon sun may";

/// Words that make the words beside them the name of an office.
pub(super) const OFFICES: &str = "\
    team support service services helpdesk desk department sales billing relations experience office housing funding \
    admissions accounts complaints claims bookings returns operations reception clinic hospital surgery school university \
    college council bank store shop hotel library pharmacy insurance health care group ltd limited inc llc company centre \
    center customer customers section unit division board committee bureau agency authority association society club \
    church ministry trust foundation studio studios labs porting";

/// Whether a list holds a word, whatever its case.
pub(super) fn listed(list: &str, word: &str) -> bool {
    let lower = word.to_lowercase();
    list.split_whitespace().any(|one| one == lower)
}
