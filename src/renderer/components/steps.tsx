import { useTexts } from '../texts-context.ts';

const steps = ['gitlab', 'aws', 'files'] as const;

export type Step = (typeof steps)[number];

/** @returns undefined at either end */
export function neighbourStep(step: Step, by: 1 | -1): Step | undefined {
  return steps[steps.indexOf(step) + by];
}

interface StepsProps {
  readonly step: Step;
  readonly onStep: (step: Step) => void;
}

/** Where one is, and the way to any other step: none is locked. */
export function Steps({ step, onStep }: StepsProps) {
  const { setup } = useTexts();
  return (
    <nav className="steps" aria-label={setup.stepsLabel}>
      {steps.map((one, index) => (
        <button
          key={one}
          type="button"
          className="step"
          aria-current={one === step ? 'step' : undefined}
          onClick={() => onStep(one)}
        >
          <span className="step-number" aria-hidden="true">
            {index + 1}
          </span>
          <span className="step-name">{setup.steps[one]}</span>
        </button>
      ))}
    </nav>
  );
}
