import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { installQuery, operatorCalls } from '../../api/operator';
import { ActionForm } from '../../components/ActionForm';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Field } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { sentence } from '../../lib/format';
import { NewServerLine } from './NewServerLine';

/** Shows once the line by which a server registers itself, and waits for it. */
export function AddServer() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        look="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        <Plus size={15} aria-hidden="true" /> Add a server
      </Button>
      {open && (
        <AddServerDialog
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function AddServerDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const install = useQuery(installQuery());
  const issue = useMutation({ mutationFn: operatorCalls.issueEnrollment });
  const missing = install.data?.missing ?? null;
  return (
    <Dialog
      title={issue.data ? 'Run this on the new server' : 'Add a server'}
      description={
        issue.data
          ? 'The line is shown only this once.'
          : 'One line, run there, installs its agent and registers it.'
      }
      open
      onClose={onClose}
    >
      {issue.data ? (
        <NewServerLine
          enrollment={issue.data}
          name={name.trim()}
          pin={install.data?.public_key_pin ?? null}
        />
      ) : missing !== null ? (
        <Notice tone="warn" title="There is no agent to install">
          {sentence(missing)}
        </Notice>
      ) : (
        <ActionForm
          action="Make the line"
          busy={issue.isPending || install.isPending}
          error={issue.error ?? install.error}
          onSubmit={() => {
            issue.mutate();
          }}
        >
          <Field
            label="Name"
            maxLength={100}
            value={name}
            placeholder="web-1"
            hint="Left empty: its host name."
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
        </ActionForm>
      )}
    </Dialog>
  );
}
