import type { z } from 'zod';
import { apiKey, apiKeyInput, embedAnswer, embedInput, newApiKey, rotateKeyInput } from '../../contract/credentials.ts';
import { PUBLISHABLE_SCOPES, SESSION_SCOPES, sessionAnswer, sessionInput } from '../../contract/credentials.ts';
import { CATEGORIES } from '../../contract/buddy/art.ts';
import { asset } from '../../contract/buddy/assets.ts';
import {
  badgeInput,
  buddy,
  buddyPatch,
  buddyQuery,
  coinsInput,
  ledgerEntry,
  ledgerQuery,
} from '../../contract/buddy/buddies.ts';
import { skillsInput, tokensInput } from '../../contract/buddy/buddies.ts';
import { pageOf, price } from '../../contract/common.ts';
import { condition, METRICS, whenTest } from '../../contract/configuration/conditions.ts';
import * as configurations from '../../contract/configuration/configuration.ts';
import { egg, eggInput, eggPatch, eggQuery } from '../../contract/buddy/eggs.ts';
import { batchAnswer, effects, eventAnswer, eventInput, eventLogQuery, explanation } from '../../contract/events.ts';
import { eventDetails, loggedEvent, userAnswer, userInput } from '../../contract/events.ts';
import { leaderboardAnswer, leaderboardEntry, leaderboardQuery } from '../../contract/configuration/leaderboards.ts';
import { acceptedOperation, operation } from '../../contract/buddy/operations.ts';
import * as state from '../../contract/buddy/state.ts';
import * as webhooks from '../../contract/webhooks.ts';
import { equipmentAnswer, equipmentInput, purchaseAnswer, purchaseInput } from '../../contract/widget.ts';
import { writeTypes, type Named } from './type-writer.ts';

const answers: Record<string, z.ZodType> = {
  ApiKey: apiKey,
  NewApiKey: newApiKey,
  Asset: asset,
  BadgeView: state.badgeView,
  Buddy: buddy,
  BuddyState: state.widgetState,
  BuddyView: state.buddyView,
  EquippedView: state.equippedView,
  EvolutionView: state.evolutionView,
  SkillView: state.skillView,
  StreakView: state.streakView,
  TokenView: state.tokenView,
  LedgerEntry: ledgerEntry,
  ConfigDraft: configurations.configDraft,
  ConfigVersion: configurations.configVersion,
  PublishedConfig: configurations.publishAnswer,
  Finding: configurations.finding,
  ValidationReport: configurations.validationReport,
  Migration: configurations.migrateAnswer,
  Egg: egg,
  Effects: effects,
  EventAnswer: eventAnswer,
  BatchAnswer: batchAnswer,
  Explanation: explanation,
  LoggedEvent: loggedEvent,
  EventDetails: eventDetails,
  EmbedToken: embedAnswer,
  WidgetSession: sessionAnswer,
  Leaderboard: leaderboardAnswer,
  LeaderboardEntry: leaderboardEntry,
  AcceptedOperation: acceptedOperation,
  Operation: operation,
  Price: price,
  Purchase: purchaseAnswer,
  Equipment: equipmentAnswer,
  User: userAnswer,
  Endpoint: webhooks.endpoint,
  NewEndpoint: webhooks.newEndpoint,
  EventCatalogue: webhooks.eventCatalogue,
  Delivery: webhooks.delivery,
  EventDelivery: webhooks.eventDelivery,
  WebhooksHealth: webhooks.webhooksHealth,
  SentDelivery: webhooks.sentDelivery,
};

const inputs: Record<string, z.ZodType> = {
  PageQuery: pageOf('egg'),
  ApiKeyInput: apiKeyInput,
  RotateKeyInput: rotateKeyInput,
  BadgeInput: badgeInput,
  BuddyPatch: buddyPatch,
  BuddyQuery: buddyQuery,
  CoinsInput: coinsInput,
  TokensInput: tokensInput,
  SkillsInput: skillsInput,
  LedgerQuery: ledgerQuery,
  PublishInput: configurations.publishInput,
  MigrateInput: configurations.migrateInput,
  EggInput: eggInput,
  EggPatch: eggPatch,
  EggQuery: eggQuery,
  EventInput: eventInput,
  EventLogQuery: eventLogQuery,
  UserInput: userInput,
  EmbedInput: embedInput,
  WidgetSessionInput: sessionInput,
  LeaderboardQuery: leaderboardQuery,
  PurchaseInput: purchaseInput,
  EquipmentInput: equipmentInput,
  EndpointInput: webhooks.endpointInput,
  EndpointPatch: webhooks.endpointPatch,
  RotateSecretInput: webhooks.rotateSecretInput,
  ReplayRangeInput: webhooks.replayRangeInput,
  TestInput: webhooks.testInput,
  DeliveryQuery: webhooks.deliveryQuery,
};

/** Written with their names on the wire, so that configuration files and code use the same ones. */
const documents: Record<string, z.ZodType> = {
  Configuration: configurations.configuration,
  ShownConfiguration: configurations.shownConfiguration,
  Condition: condition,
  WhenTest: whenTest,
  CoinRule: configurations.coinRule,
  TokenRule: configurations.tokenRule,
  SkillRule: configurations.skillRule,
  TokenDefinition: configurations.token,
  SkillDefinition: configurations.skill,
  BadgeDefinition: configurations.badge,
  StreakDefinition: configurations.streak,
  StageDefinition: configurations.stage,
  SpeciesDefinition: configurations.species,
  ItemDefinition: configurations.item,
  LeaderboardDefinition: configurations.leaderboard,
  CauseDefinition: configurations.cause,
  ConfigDiff: configurations.configDiff,
};

const unions: Record<string, readonly string[]> = {
  WebhookEventName: webhooks.WEBHOOK_EVENTS,
  SubscribedEvent: [...webhooks.SUBSCRIBABLE_EVENTS, '*'],
  SessionScope: SESSION_SCOPES,
  PublishableScope: PUBLISHABLE_SCOPES,
  Metric: METRICS,
  ItemCategory: CATEGORIES,
};

const named = (schemas: Record<string, z.ZodType>, as: Named['as']): Named[] =>
  Object.entries(schemas).map(([name, schema]) => ({ name, schema, as }));

/** The text of `src/sdk/types.ts`: what the SDK takes and answers, without zod. A test compares the two. */
export const sdkTypes = (): string =>
  writeTypes(
    [...named(answers, 'answer'), ...named(inputs, 'input'), ...named(documents, 'document')],
    Object.entries(unions),
  );
