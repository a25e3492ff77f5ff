// Two worlds name the same things: the API's objects and the runtime's. The aliases keep them apart everywhere in this project,
// and "Node" alone would mean this project's namespace.
global using ApiContainerState = Trireme.Api.Core.V1.ContainerState;
global using ApiNode = Trireme.Api.Core.V1.Node;
global using RuntimeContainer = Trireme.Node.Runtime.ContainerState;
