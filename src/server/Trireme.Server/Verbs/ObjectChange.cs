using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Server.Cache;

namespace Trireme.Server.Verbs;

/// <summary>Makes a new object out of the present one. May be called several times, each time with a newer present one.</summary>
/// <param name="current">The present object.</param>
/// <param name="old">The present object as a tree, which stays as it is.</param>
/// <returns>The new object, or a refusal.</returns>
internal delegate (JsonObject? Object, Status? Error) ObjectChange(CachedObject current, JsonObject old);
