import '../../assessing/assessing.css';
import { useMemo, useState } from 'react';
import type { Language } from '../../../domain/shared/language.js';
import { text } from '../../../texts/catalog.js';
import { openFile, ownInstrument, type Opened } from '../../assessing/opened.js';
import { planAfter, type SignedAssessment } from '../../assessing/read-file.js';
import { beforeOf } from '../../assessing/before.js';
import { readStandings } from '../../assessing/read-standings.js';
import type { Standings } from '../../assessing/standing.js';
import { languageNames, languages, momentIn, useLanguage, useMoment, useSay } from '../../i18n/language.js';
import { useValidation } from '../../instruments/use-validation.js';
import { makePaper } from '../../paper/make-paper.js';
import { PaperPage } from '../../paper/paper-page.js';
import { Choice } from '../../parts/choice.js';
import { download } from '../../parts/download.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useDoing, useLoaded } from '../../session/doing.js';
import { nameOfCircle } from '../../parts/circle-name.js';
import { useZone } from '../../i18n/zone.js';

/** The assessment with its plan as a document: on the screen, on paper, and as a PDF that is made here. */
export default function DocumentPage({ id }: { readonly id: string }) {
  const say = useSay();
  const { value, failure } = useLoaded(async () => {
    const [opened, standings] = await Promise.all([openFile(id), readStandings(id)]);
    return { opened, standings };
  }, id);
  const opened = value?.opened;
  return (
    <>
      <p className="crumb no-print">
        <a href={`#/cases/${id}`}>{opened ? nameOfCircle(opened.file.answer, say) : say('assess.toCase')}</a>
      </p>
      <h1 className="no-print">{say('paper.title')}</h1>
      <FailureNotice failure={failure} />
      {value?.opened.last ? <Documents {...value} last={value.opened.last} /> : null}
      {opened && !opened.last ? <p className="empty">{say('plan.noAssessment')}</p> : null}
    </>
  );
}

interface DocumentsProps {
  readonly opened: Opened;
  readonly standings: Standings;
  readonly last: SignedAssessment;
}

function Documents({ opened, standings, last }: DocumentsProps) {
  const say = useSay();
  const moment = useMoment();
  const zone = useZone();
  const chosen = useLanguage().language;
  const [language, setLanguage] = useState<Language>(chosen);
  const [record, setRecord] = useState(last.record);
  const assessment = opened.assessments.find((each) => each.record === record) ?? last;
  const instrument = ownInstrument(opened, assessment);
  const validatedBy = useValidation(assessment.text.instrument)?.who;
  const { file } = opened;
  const paper = useMemo(() => {
    if (typeof instrument === 'string') return undefined;
    return makePaper({
      language,
      code: nameOfCircle(file.answer, (key, ...values) => text(language, key, ...values)),
      instrument,
      assessment,
      before: beforeOf(opened, assessment.object),
      plan: planAfter(file, assessment.record),
      standings,
      level: assessment === last ? file.levels.find(({ state }) => state === 'verified') : undefined,
      members: file.members,
      validatedBy,
      moment: momentIn(language, zone),
    });
  }, [language, instrument, assessment, last, standings, opened, file, validatedBy, zone]);
  const making = useDoing(async () => {
    if (!paper) return;
    const { makePdf } = await import('../../paper/make-pdf.js');
    download(await makePdf(paper), fileName(file.answer.facts?.number, assessment.text.level.assessed));
  });
  if (!paper)
    return <Notice tone="warn">{say(`level.instrument.${instrument as 'newer' | 'altered'}`)}</Notice>;
  return (
    <>
      <div className="card no-print">
        <div className="fields">
          <Choice
            label={say('paper.language')}
            value={language}
            options={languages.map((each) => [each, languageNames[each]] as const)}
            change={setLanguage}
          />
          <Choice
            label={say('paper.which')}
            value={assessment.record}
            options={opened.assessments.map(
              (each) => [each.record, moment(each.text.level.assessed)] as const,
            )}
            change={setRecord}
          />
        </div>
        <p className="hint">{say('paper.hint')}</p>
        <FailureNotice failure={making.failure} />
        <div className="row">
          <button
            type="button"
            className="primary"
            aria-busy={making.busy}
            disabled={making.busy}
            onClick={() => void making.run()}
          >
            {say('paper.pdf')}
          </button>
          <button type="button" onClick={() => print()}>
            {say('paper.print')}
          </button>
        </div>
      </div>
      <div className="papers">
        <PaperPage paper={paper} />
      </div>
    </>
  );
}

/** A number and a day: what a file name tells whoever finds it. */
const fileName = (number: number | undefined, ms: number): string =>
  `${number ?? 'p'}-${new Date(ms).toISOString().slice(0, 10)}.pdf`;
